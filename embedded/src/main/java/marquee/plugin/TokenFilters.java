package marquee.plugin;

import static org.elasticsearch.plugins.AnalysisPlugin.requiresAnalysisSettings;

import java.io.IOException;
import java.io.StringReader;
import java.text.ParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.miscellaneous.TrimFilter;
import org.apache.lucene.analysis.miscellaneous.TruncateTokenFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.synonym.SolrSynonymParser;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.tartarus.snowball.ext.EnglishStemmer;

/** Lucene's token filters under the names, settings and defaults that Elasticsearch documents for them. */
final class TokenFilters {
    private TokenFilters() {}

    static Map<String, AnalysisProvider<TokenFilterFactory>> byName() {
        Map<String, AnalysisProvider<TokenFilterFactory>> filters = new TreeMap<>();
        filters.put("asciifolding", (index, environment, name, settings) -> asciiFolding(name, settings));
        filters.put("cjk_width", (index, environment, name, settings) -> normalizing(name, CJKWidthFilter::new, CJKWidthFilter::new));
        filters.put("edge_ngram", (index, environment, name, settings) -> edgeNgram(name, settings));
        filters.put("keyword_repeat", (index, environment, name, settings) -> plain(name, KeywordRepeatFilter::new));
        filters.put("kstem", (index, environment, name, settings) -> plain(name, KStemFilter::new));
        filters.put("length", (index, environment, name, settings) -> length(name, settings));
        filters.put("pattern_replace", requiresAnalysisSettings((index, environment, name, settings) -> patternReplace(name, settings)));
        filters.put("porter_stem", (index, environment, name, settings) -> plain(name, PorterStemFilter::new));
        filters.put("remove_duplicates", (index, environment, name, settings) -> plain(name, RemoveDuplicatesTokenFilter::new));
        filters.put("stemmer", (index, environment, name, settings) -> stemmer(name, settings));
        filters.put("synonym", requiresAnalysisSettings((index, environment, name, settings) -> synonym(name, settings)));
        filters.put("trim", (index, environment, name, settings) -> normalizing(name, TrimFilter::new, TrimFilter::new));
        filters.put("truncate", (index, environment, name, settings) -> truncate(name, settings));
        filters.put("unique", (index, environment, name, settings) -> unique(name, settings));
        return filters;
    }

    /** A normalizer must yield one term per value, so it folds without keeping the original. */
    private static TokenFilterFactory asciiFolding(String name, Settings settings) {
        boolean preserveOriginal = settings.getAsBoolean("preserve_original", false);
        return normalizing(name, in -> new ASCIIFoldingFilter(in, preserveOriginal), ASCIIFoldingFilter::new);
    }

    private static TokenFilterFactory edgeNgram(String name, Settings settings) {
        int min = settings.getAsInt("min_gram", 1);
        int max = settings.getAsInt("max_gram", 2);
        boolean preserveOriginal = settings.getAsBoolean("preserve_original", false);
        return plain(name, in -> new EdgeNGramTokenFilter(in, min, max, preserveOriginal));
    }

    private static TokenFilterFactory length(String name, Settings settings) {
        int min = settings.getAsInt("min", 0);
        int max = settings.getAsInt("max", Integer.MAX_VALUE);
        return plain(name, in -> new LengthFilter(in, min, max));
    }

    private static TokenFilterFactory patternReplace(String name, Settings settings) {
        String pattern = settings.get("pattern");
        if (pattern == null) throw new IllegalArgumentException("filter [" + name + "]: pattern is missing");
        Pattern compiled = Pattern.compile(pattern);
        String replacement = settings.get("replacement", "");
        boolean all = settings.getAsBoolean("all", true);
        return plain(name, in -> new PatternReplaceFilter(in, compiled, replacement, all));
    }

    /** Rules in Solr's form, of single words in lower case; a full Elasticsearch takes more forms. */
    private static TokenFilterFactory synonym(String name, Settings settings) {
        SolrSynonymParser rules = new SolrSynonymParser(true, settings.getAsBoolean("expand", true), new WhitespaceAnalyzer());
        try {
            rules.parse(new StringReader(String.join("\n", settings.getAsList("synonyms"))));
            SynonymMap synonyms = rules.build();
            return plain(name, in -> new SynonymGraphFilter(in, synonyms, false));
        } catch (IOException | ParseException error) {
            throw new IllegalArgumentException("filter [" + name + "]: a rule of synonyms cannot be read: " + error.getMessage(), error);
        }
    }

    private static TokenFilterFactory truncate(String name, Settings settings) {
        int length = settings.getAsInt("length", 10);
        return plain(name, in -> new TruncateTokenFilter(in, length));
    }

    private static TokenFilterFactory unique(String name, Settings settings) {
        boolean onlyOnSamePosition = settings.getAsBoolean("only_on_same_position", false);
        return plain(name, in -> new UniqueTokenFilter(in, onlyOnSamePosition));
    }

    /** The English stemmers; every other language is a full Elasticsearch's. */
    private static TokenFilterFactory stemmer(String name, Settings settings) {
        String language = settings.get("language", settings.get("name", "porter"));
        return plain(name, switch (language) {
            case "english", "porter" -> PorterStemFilter::new;
            case "light_english", "kstem" -> KStemFilter::new;
            case "minimal_english" -> EnglishMinimalStemFilter::new;
            case "porter2" -> in -> new SnowballFilter(in, new EnglishStemmer());
            case "possessive_english" -> EnglishPossessiveFilter::new;
            default -> throw new IllegalArgumentException(
                "filter [" + name + "]: stemmer language [" + language + "] is not in the embedded node; it has english, "
                    + "light_english, minimal_english, porter, porter2, possessive_english. Use one of them, or a full "
                    + "Elasticsearch through ELASTICSEARCH_URL."
            );
        });
    }

    private static TokenFilterFactory plain(String name, UnaryOperator<TokenStream> filter) {
        return new AbstractTokenFilterFactory(name) {
            @Override
            public TokenStream create(TokenStream in) {
                return filter.apply(in);
            }
        };
    }

    /** A filter that may also stand in a {@code normalizer} of keyword fields. */
    private static TokenFilterFactory normalizing(
        String name,
        UnaryOperator<TokenStream> filter,
        UnaryOperator<TokenStream> normalizer
    ) {
        return new NormalizingFactory(name, filter, normalizer);
    }

    private static final class NormalizingFactory extends AbstractTokenFilterFactory implements NormalizingTokenFilterFactory {
        private final UnaryOperator<TokenStream> filter;
        private final UnaryOperator<TokenStream> normalizer;

        NormalizingFactory(String name, UnaryOperator<TokenStream> filter, UnaryOperator<TokenStream> normalizer) {
            super(name);
            this.filter = filter;
            this.normalizer = normalizer;
        }

        @Override
        public TokenStream create(TokenStream in) {
            return filter.apply(in);
        }

        @Override
        public TokenStream normalize(TokenStream in) {
            return normalizer.apply(in);
        }
    }
}
