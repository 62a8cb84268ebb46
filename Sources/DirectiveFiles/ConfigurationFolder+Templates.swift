public import Directives

extension ConfigurationFolder {
    /// Reads the templates of the office, `templates/LANGUAGE/KIND.mustache`; what cannot be read is left out.
    public func templateFiles() -> [TemplateFile] {
        readTemplates(FolderListing(of: folder).templates).files
    }

    /// The texts of templates, what the files were when they were read, and what is wrong with them as files.
    func readTemplates(_ paths: [String]) -> (files: [TemplateFile], sources: [SourceFile], findings: [Diagnostic]) {
        var result: (files: [TemplateFile], sources: [SourceFile], findings: [Diagnostic]) = ([], [], [])
        for path in paths {
            let text = FileText(path, in: folder)
            result.findings += text.findings
            if let source = text.source { result.sources.append(source) }
            guard let string = text.string else { continue }
            let name = String(path.dropFirst(FolderListing.templateFolder.count + 1))
            result.files.append(TemplateFile(path: name, shown: folder.shown(path), text: string))
        }
        return result
    }
}
