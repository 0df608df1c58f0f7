package org.stammkunde.score.settings;

import java.util.List;
import org.stammkunde.score.RuleVersion;
import org.stammkunde.web.Texts;

/** Two versions of the rules side by side. */
record ComparisonView(RuleVersion from, RuleVersion to, List<RuleVersion> versions, Texts texts) {

    List<RuleText.Line> differences() {
        return RuleText.differences(from.rules(), to.rules(), texts);
    }

    String called(RuleVersion version) {
        return RuleText.called(version, texts);
    }
}
