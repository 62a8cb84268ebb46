package import Directives

/// Every text for people in one language: a type that conforms lacks none, or it does not compile.
///
/// Whole phrases and sentences, so that none is put together by the rules of another language's grammar. A phrase that
/// stands inside a line begins with a small letter and has no full stop; a sentence has a capital and a full stop.
package protocol LanguageTexts: DayTexts, DeadlineTexts, StandingTexts, CountTexts, SentenceTexts, ReportTexts,
    DerivationTexts, ExplanationTexts, CalendarTexts, OperatorTexts, PhraseTexts, TemplateTexts,
    NewOfficeTexts
{}

extension Language {
    /// The texts of a language: the only place where languages are distinguished.
    package var texts: any LanguageTexts {
        switch self {
        case .vietnamese: VietnameseTexts()
        case .english: EnglishTexts()
        }
    }
}

/// How texts are found for the language of a content; tests put a language of their own here.
package typealias LanguageLookup = @Sendable (Language) -> any LanguageTexts
