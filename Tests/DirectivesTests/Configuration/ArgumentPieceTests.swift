import Directives
import Testing

struct ArgumentPieceTests {
    @Test(
        arguments: [
            ("{to}-{too}{", [.text(""), .placeholder(.to), .text("-"), .unknown("too"), .text("{"), .text("")]),
            ("%{http_code}", [.text("%{"), .text("http_code}")]),
            ("{{id}}", [.text("{"), .text(""), .placeholder(.id), .text("}")]),
        ] as [(String, [ArgumentPiece])])
    func lowerCaseLettersInBracesAreAPlaceholder(argument: String, pieces: [ArgumentPiece]) {
        #expect(ArgumentPiece.pieces(of: argument) == pieces)
    }

    @Test(arguments: Placeholder.allCases)
    func everyPlaceholderIsRead(placeholder: Placeholder) {
        #expect(ArgumentPiece.pieces(of: "{\(placeholder)}") == [.text(""), .placeholder(placeholder), .text("")])
    }
}
