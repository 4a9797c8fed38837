package marquee.plugin;

import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenizer;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/** Lucene's tokenizers under the names, settings and defaults that Elasticsearch documents for them. */
final class Tokenizers {
    private Tokenizers() {}

    static Map<String, AnalysisProvider<TokenizerFactory>> byName() {
        return Map.of(
            "keyword", (index, environment, name, settings) -> TokenizerFactory.newFactory(name, KeywordTokenizer::new),
            "whitespace", (index, environment, name, settings) -> TokenizerFactory.newFactory(name, whitespace(settings)),
            "edge_ngram", (index, environment, name, settings) -> TokenizerFactory.newFactory(name, edgeNgram(name, settings))
        );
    }

    private static Supplier<Tokenizer> whitespace(Settings settings) {
        int maxTokenLength = settings.getAsInt("max_token_length", 255);
        return () -> new WhitespaceTokenizer(maxTokenLength);
    }

    private static Supplier<Tokenizer> edgeNgram(String name, Settings settings) {
        int min = settings.getAsInt("min_gram", 1);
        int max = settings.getAsInt("max_gram", 2);
        List<IntPredicate> kinds =
            settings.getAsList("token_chars").stream().map(kind -> characters(name, kind)).toList();
        return () -> new EdgeNGramTokenizer(min, max) {
            @Override
            protected boolean isTokenChar(int character) {
                return kinds.isEmpty() || kinds.stream().anyMatch(kind -> kind.test(character));
            }
        };
    }

    private static IntPredicate characters(String name, String kind) {
        return switch (kind) {
            case "letter" -> Character::isLetter;
            case "digit" -> Character::isDigit;
            case "whitespace" -> Character::isWhitespace;
            case "punctuation" -> character -> switch (Character.getType(character)) {
                case Character.START_PUNCTUATION, Character.END_PUNCTUATION, Character.OTHER_PUNCTUATION,
                    Character.CONNECTOR_PUNCTUATION, Character.DASH_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION -> true;
                default -> false;
            };
            case "symbol" -> character -> switch (Character.getType(character)) {
                case Character.CURRENCY_SYMBOL, Character.MATH_SYMBOL, Character.MODIFIER_SYMBOL,
                    Character.OTHER_SYMBOL -> true;
                default -> false;
            };
            default -> throw new IllegalArgumentException(
                "tokenizer [" + name + "]: token_chars [" + kind + "] is not in the embedded node; it has letter, digit, "
                    + "whitespace, punctuation, symbol"
            );
        };
    }
}
