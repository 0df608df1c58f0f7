package org.stammkunde.example;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The truth behind the data, as a table with one row per person: who is who, which rates they buy
 * with, and whether they have left for good.
 */
final class Truth {

    private static final String HEADER =
            "person;household;customerId;card;emails;phone;browsers;channel;joined;perDay;dropout;left;"
                    + "meanEuros;favorites;newsletter;app;engagement;purchases;cents";

    private Truth() {}

    /** The parameters, and the names of the columns. */
    static String head(ExamplePlan plan) {
        return String.format(
                Locale.ROOT,
                "# seed %d, until %s; BG/NBD per day of the season's time r=%s alpha=%s a=%s b=%s; "
                        + "Gamma-Gamma in euros p=%s q=%s gamma=%s\n%s\n",
                plan.seed(),
                plan.until(),
                BuyingModel.R,
                BuyingModel.ALPHA,
                BuyingModel.A,
                BuyingModel.B,
                BuyingModel.P,
                BuyingModel.Q,
                BuyingModel.GAMMA,
                HEADER);
    }

    static String line(Life life) {
        Person person = life.person();
        Person.Habit habit = person.habit();
        long purchases = life.sales().stream().filter(sale -> !sale.returned()).count();
        long cents =
                life.sales().stream()
                        .filter(sale -> !sale.cancelled())
                        .mapToLong(Sale::cents)
                        .sum();
        return String.join(
                        ";",
                        Integer.toString(person.number()),
                        Integer.toString(person.household()),
                        person.account().orElse(""),
                        person.loyaltyCard().orElse(""),
                        String.join(",", person.emails()),
                        person.telephone().orElse(""),
                        String.join(",", person.browsers()),
                        habit.channel().name(),
                        person.joined().toString(),
                        Double.toString(habit.perDay()),
                        Double.toString(habit.dropout()),
                        Boolean.toString(life.left()),
                        Double.toString(BuyingModel.P / habit.spendRate()),
                        habit.favorites().stream()
                                .map(Category::prefix)
                                .collect(Collectors.joining(",")),
                        Boolean.toString(habit.newsletter()),
                        Boolean.toString(habit.app()),
                        Double.toString(habit.engagement()),
                        Long.toString(purchases),
                        Long.toString(cents))
                + '\n';
    }
}
