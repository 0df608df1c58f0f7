package org.stammkunde.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stammkunde.score.ScorePreview.Estimate;

class ScorePreviewTest {

    @Test
    void rangesAreATenthOfTheThresholdRoundedUp() {
        checkWidth("100", "10");
        checkWidth("101", "20");
        checkWidth("120", "20");
        checkWidth("250", "50");
        checkWidth("1", "0.1");
        checkWidth("7.5", "1");
        checkWidth("1000000", "100000");
        checkWidth("600", "100");
    }

    private static void checkWidth(String threshold, String expected) {
        assertThat(ScorePreviews.roundWidth(ActivityPoints.of(threshold)))
                .as("width for " + threshold)
                .isEqualTo(ActivityPoints.of(expected));
    }

    @Test
    void whoCountsEverybodyEstimatesNothing() {
        assertThat(Estimate.of(17, 100, 100)).isEqualTo(Estimate.exactly(17));
        assertThat(Estimate.of(0, 0, 0)).isEqualTo(Estimate.exactly(0));
    }

    /** 10,000 of 1,000,000 examined, 10 % found: 1.96 √(0.1 × 0.9 / 10,000 × 0.99) of a million. */
    @Test
    void aSampleIsExtrapolatedWithItsMargin() {
        assertThat(Estimate.of(1_000, 10_000, 1_000_000)).isEqualTo(new Estimate(100_000, 5_851));
    }

    @Test
    void nobodyFoundDoesNotMeanNobodyThere() {
        assertThat(Estimate.of(0, 10_000, 1_000_000)).isEqualTo(new Estimate(0, 300));
    }

    @Test
    void everyFieldOfTheRulesCanBeReadAndWritten() {
        Random random = new Random(Long.getLong("seed", 7));
        Rules rules = RandomRules.of(random);
        Rules copy = Rules.READY_MADE;
        for (RuleField field : RuleField.ALL) {
            copy = field.put(copy, field.in(rules));
        }

        assertThat(copy).isEqualTo(rules);
        assertThat(RuleField.differences(rules, copy)).isEmpty();
    }

    @Test
    void fieldsAllowWhatRulesAllow() {
        for (RuleField field : RuleField.ALL) {
            BigDecimal least = BigDecimal.valueOf(field.setting().min());
            BigDecimal greatest = BigDecimal.valueOf(field.setting().max());
            assertThat(field.setting().allows(least)).as(field.name()).isTrue();
            assertThat(field.put(Rules.READY_MADE, least).problems()).as(field.name()).isEmpty();
            assertThat(field.put(Rules.READY_MADE, greatest).problems()).as(field.name()).isEmpty();
            BigDecimal tooMuch = greatest.add(BigDecimal.ONE);
            assertThat(field.setting().allows(tooMuch)).as(field.name()).isFalse();
            assertThat(field.put(Rules.READY_MADE, tooMuch).problems()).as(field.name()).hasSize(1);
        }
    }
}
