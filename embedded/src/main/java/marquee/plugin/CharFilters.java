package marquee.plugin;

import static org.elasticsearch.plugins.AnalysisPlugin.requiresAnalysisSettings;

import java.io.Reader;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractCharFilterFactory;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/** Lucene's character filters under the names, settings and defaults that Elasticsearch documents for them. */
final class CharFilters {
    private CharFilters() {}

    static Map<String, AnalysisProvider<CharFilterFactory>> byName() {
        return Map.of(
            "pattern_replace",
            requiresAnalysisSettings((index, environment, name, settings) -> patternReplace(name, settings))
        );
    }

    private static CharFilterFactory patternReplace(String name, Settings settings) {
        String pattern = settings.get("pattern");
        if (pattern == null) throw new IllegalArgumentException("char_filter [" + name + "]: pattern is missing");
        Pattern compiled = Pattern.compile(pattern);
        String replacement = settings.get("replacement", "");
        return new AbstractCharFilterFactory(name) {
            @Override
            public Reader create(Reader in) {
                return new PatternReplaceCharFilter(compiled, replacement, in);
            }
        };
    }
}
