package org.stammkunde.settings;

import java.util.List;

/**
 * What the page of settings shows.
 *
 * @param version the version that a change will name
 * @param wrong names of fields that are not taken
 * @param counting whether everything is being counted anew
 */
record SettingsView(
        SettingsForm form, int version, List<String> wrong, State state, boolean counting) {

    /** What happened before. */
    enum State {
        SHOWN,
        /** They were stored just now and can be brought back. */
        SAVED,
        /** Somebody else changed them meanwhile, and what was entered is not stored. */
        OUTDATED
    }

    boolean isSaved() {
        return state == State.SAVED;
    }

    boolean isOutdated() {
        return state == State.OUTDATED;
    }

    boolean isWrong(String field) {
        return wrong.contains(field);
    }
}
