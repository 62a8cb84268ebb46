public import Directives

extension ConfigurationFolder {
    /// Whether a load would read the same files: the same names with the same sizes, modification times and
    /// inodes.
    ///
    /// It opens no file, so a start with a large unchanged configuration only lists the folders. A change that keeps all
    /// three is not noticed: `touch` the file and reload.
    public func isUnchanged(since files: [SourceFile]) -> Bool {
        let listing = FolderListing(of: folder)
        guard listing.findings.allSatisfy({ $0.severity != .error }) else { return false }
        let paths = Set(
            [SettingsFile.path, DirectoryFile.path] + listing.calendars + listing.directives + listing.templates)
        guard paths.count == files.count else { return false }
        return files.allSatisfy { file in
            guard paths.contains(file.path), case .success(let status) = folder.status(file.path) else { return false }
            return status.size == file.size && status.modified == file.modified && status.inode == file.inode
        }
    }
}
