internal import Logging

extension Logger.Metadata {
    /// Adds the provider's metadata of the running task, which take precedence over the logger's own.
    func with(_ provider: Logger.MetadataProvider?) -> Self {
        guard let provider else { return self }
        return merging(provider.get()) { $1 }
    }
}
