internal import Logging

extension Logger.Metadata {
    /// With what the provider knows of the running task, which counts more than the logger's own.
    func with(_ provider: Logger.MetadataProvider?) -> Self {
        guard let provider else { return self }
        return merging(provider.get()) { $1 }
    }
}
