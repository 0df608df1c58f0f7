package org.stammkunde.score;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Rules that nobody would think of, but anybody could set. */
final class RandomRules {

    private RandomRules() {}

    static Rules of(Random random) {
        Map<Activity, ActivityRule> activities = new EnumMap<>(Activity.class);
        for (Activity activity : Activity.values()) {
            activities.put(
                    activity,
                    new ActivityRule(
                            points(random, -12_000_000, 15_000_000),
                            random.nextInt(3) == 0 ? points(random, 0, 12_000_000) : null,
                            random.nextInt(3) == 0 ? points(random, 0, 40_000_000) : null,
                            random.nextInt(4) == 0 ? points(random, 0, 80_000_000) : null,
                            random.nextInt(3) == 0 ? 1 + random.nextInt(400) : null));
        }
        return new Rules(
                activities,
                halfLife(random),
                new ActivityPoints(1_000_000 + random.nextInt(200_000_000)));
    }

    private static @Nullable Integer halfLife(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> Rules.HALF_LIFE_DAYS_MIN;
            default -> Rules.HALF_LIFE_DAYS_MIN + random.nextInt(700);
        };
    }

    private static ActivityPoints points(Random random, int from, int to) {
        return new ActivityPoints(random.nextInt(from, to));
    }
}
