import Foundation
import Yams

// The nodes of the files named, by Yams alone and one after the other.
for path in CommandLine.arguments.dropFirst() {
    guard try Yams.compose(yaml: String(contentsOfFile: path, encoding: .utf8)) != nil else {
        fatalError("\(path) is empty")
    }
}
