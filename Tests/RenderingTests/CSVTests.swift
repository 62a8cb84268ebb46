import Testing

@testable import Rendering

@Suite struct CSVTests {
    private func line(_ cells: String...) -> String {
        String(decoding: CSV.bytes([cells]), as: UTF8.self)
    }

    @Test func itBeginsWithTheMarkByWhichExcelKnowsUTF8() {
        #expect(Array(CSV.bytes([["Đ"]]).prefix(3)) == [0xEF, 0xBB, 0xBF])
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+84", "'+84"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'=1"),
        ("  =1", "'=1"), ("\r\n=1", "'=1"), ("＝1", "'＝1"), ("a=1", "a=1"), ("12", "12"), ("", ""),
        ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("=\"a\",b", "\"'=\"\"a\"\",b\""), ("a\nb", "a b"),
    ])
    func noCellIsAFormulaOrBreaksItsRow(cell: String, written: String) {
        #expect(line(cell, "x") == "\u{FEFF}\(written),x\r\n")
    }
}
