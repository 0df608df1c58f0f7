package org.stammkunde.score.settings;

import java.util.ArrayList;
import java.util.List;
import org.stammkunde.score.RuleVersion;
import org.stammkunde.web.Texts;

/**
 * All versions of the rules, the newest first, the ready-made ones last.
 *
 * @param versions at least the ready-made one
 */
record VersionsView(List<RuleVersion> versions, Texts texts) {

    /** A version with what it changed. */
    record Entry(RuleVersion version, List<RuleText.Line> changes, boolean inForce) {}

    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            RuleVersion version = versions.get(i);
            RuleVersion before = versions.get(Math.min(i + 1, versions.size() - 1));
            entries.add(
                    new Entry(
                            version,
                            RuleText.differences(before.rules(), version.rules(), texts),
                            i == 0));
        }
        return entries;
    }

    /** The last but one, to be compared with the newest unless somebody chooses otherwise. */
    int former() {
        return versions.size() > 1 ? versions.get(1).version() : 0;
    }

    String called(RuleVersion version) {
        return RuleText.called(version, texts);
    }
}
