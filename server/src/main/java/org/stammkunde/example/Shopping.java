package org.stammkunde.example;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes what people buy and bring back. */
final class Shopping {

    private static final int LINES_MAX = 6;
    private static final double RETURN_FROM_WEB_SHOP = 0.07;
    private static final double RETURN_FROM_STORE = 0.02;
    private static final double CANCELLED = 0.015;

    private final ExamplePlan plan;
    private final Season season;
    private final Catalog catalog;

    Shopping(ExamplePlan plan, Catalog catalog) {
        this.plan = plan;
        this.season = new Season(plan.from(), plan.until());
        this.catalog = catalog;
    }

    /** All purchases and returns of a person, in the order of time. */
    List<Sale> of(Person person) {
        Draw draw = Draw.of(plan.seed(), "shopping", person.number());
        List<Sale> sales = new ArrayList<>();
        double time = season.passedAt(person.joined());
        Optional<LocalDate> day = Optional.of(person.joined());
        while (day.isPresent()) {
            buy(draw, person, day.get(), sales);
            if (draw.chance(person.habit().dropout())) {
                break;
            }
            time += draw.exponential(person.habit().perDay());
            day = season.dayAt(time);
        }
        sales.sort(java.util.Comparator.comparing(Sale::at));
        return sales;
    }

    /** Purchases in the stores by people who never say who they are. */
    List<Sale> ofPassersBy(int count) {
        Draw draw = Draw.of(plan.seed(), "passers-by", 0);
        List<Sale> sales = new ArrayList<>(count);
        double total = season.passedAt(plan.until());
        while (sales.size() < count) {
            LocalDate day = season.dayAt(draw.uniform() * total).orElseThrow();
            Sale.Place place = draw.chance(0.55) ? Sale.Place.COLOGNE : Sale.Place.LEIPZIG;
            List<Category> favorites = List.of(draw.any(List.of(Category.values())));
            double rate = draw.gamma(Population.SPEND_RATE_SHAPE) / Population.SPEND_SCALE;
            LocalDateTime at = storeTime(draw, day);
            List<Sale.Line> lines = basket(draw, at.toLocalDate(), favorites, rate * 1.6, false);
            if (at.toLocalDate().isBefore(plan.until())) {
                sales.add(new Sale(place, at, null, Sale.Named.NOBODY, false, false, lines));
            }
        }
        return sales;
    }

    private void buy(Draw draw, Person person, LocalDate day, List<Sale> sales) {
        boolean online =
                switch (person.habit().channel()) {
                    case WEB_SHOP -> true;
                    case STORE -> false;
                    case BOTH -> draw.chance(0.5);
                };
        LocalDateTime at = online ? webTime(draw, day) : storeTime(draw, day);
        boolean voucher = online && person.habit().newsletter() && draw.chance(0.1);
        List<Sale.Line> lines =
                basket(
                        draw,
                        at.toLocalDate(),
                        person.habit().favorites(),
                        person.habit().spendRate(),
                        voucher);
        Sale.Named named = online ? namedOnline(draw, person) : namedInStore(draw, person);
        boolean cancelled = online && draw.chance(CANCELLED);
        Sale sale =
                new Sale(
                        online ? Sale.Place.WEB_SHOP : store(person),
                        at,
                        person,
                        named,
                        false,
                        cancelled,
                        lines);
        if (at.toLocalDate().isBefore(plan.until())) {
            sales.add(sale);
            returned(draw, sale).ifPresent(sales::add);
        }
    }

    /** People who know each other's way: one line comes back some days later. */
    private Optional<Sale> returned(Draw draw, Sale sale) {
        boolean online = sale.place() == Sale.Place.WEB_SHOP;
        if (sale.cancelled() || !draw.chance(online ? RETURN_FROM_WEB_SHOP : RETURN_FROM_STORE)) {
            return Optional.empty();
        }
        Sale.Line line = draw.any(sale.lines());
        Sale.Line back = new Sale.Line(line.product(), -line.quantity(), -line.discountCents());
        LocalDate day = sale.at().toLocalDate().plusDays(draw.between(3, 21));
        LocalDateTime at = online ? webTime(draw, day) : storeTime(draw, day);
        return at.toLocalDate().isBefore(plan.until())
                ? Optional.of(
                        new Sale(
                                sale.place(),
                                at,
                                sale.person(),
                                sale.named(),
                                true,
                                false,
                                List.of(back)))
                : Optional.empty();
    }

    /** One in twenty orders of account holders is placed without signing in. */
    private static Sale.Named namedOnline(Draw draw, Person person) {
        String email = draw.chance(0.8) ? person.email() : draw.any(person.emails());
        @Nullable String account = draw.chance(0.05) ? null : person.customerId();
        return new Sale.Named(account, null, email);
    }

    /** One in eight times the card was forgotten. */
    private static Sale.Named namedInStore(Draw draw, Person person) {
        return draw.chance(0.12) ? Sale.Named.NOBODY : new Sale.Named(null, person.card(), null);
    }

    private static Sale.Place store(Person person) {
        boolean east = person.address().postalCode().startsWith("0");
        return east || person.address().postalCode().startsWith("1")
                ? Sale.Place.LEIPZIG
                : Sale.Place.COLOGNE;
    }

    private List<Sale.Line> basket(
            Draw draw, LocalDate day, List<Category> favorites, double spendRate, boolean voucher) {
        long wanted = Math.round(100 * draw.gamma(Population.SPEND_SHAPE) / spendRate);
        List<Sale.Line> lines = new ArrayList<>();
        long rest = wanted;
        while (lines.size() < LINES_MAX && (lines.isEmpty() || rest > wanted / 8)) {
            Sale.Line line = line(draw, day, favorites, rest, voucher);
            lines.add(line);
            rest -= line.cents();
        }
        return lines;
    }

    private Sale.Line line(
            Draw draw, LocalDate day, List<Category> favorites, long rest, boolean voucher) {
        Category category =
                draw.weighted(
                        List.of(Category.values()),
                        choice -> choice.demand(day) * (favorites.contains(choice) ? 5 : 1));
        List<Product> affordable =
                catalog.of(category).stream()
                        .filter(product -> product.cents() <= Math.max(rest * 1.25, 600))
                        .toList();
        Product product = draw.any(affordable.isEmpty() ? catalog.of(category) : affordable);
        int quantity =
                (int) Math.clamp(Math.round(rest / 2.5 / product.cents() * draw.uniform()), 1, 6);
        int percent = percentOff(draw, day, voucher);
        return new Sale.Line(product, quantity, product.cents() * quantity * percent / 100);
    }

    private static int percentOff(Draw draw, LocalDate day, boolean voucher) {
        if (Season.sale(day) && draw.chance(0.35)) {
            return 20;
        }
        return voucher ? 10 : 0;
    }

    private static LocalDateTime webTime(Draw draw, LocalDate day) {
        double hour = draw.chance(0.7) ? draw.normal(20, 1.5) : draw.normal(12.5, 2.5);
        return at(draw, day, Math.clamp(hour, 6, 23.9));
    }

    private static LocalDateTime storeTime(Draw draw, LocalDate day) {
        LocalDate wished = draw.chance(0.25) ? day.with(DayOfWeek.SATURDAY) : day;
        return at(
                draw,
                Season.storeDay(wished.isBefore(day) ? day : wished),
                9.5 + 9.5 * draw.uniform());
    }

    private static LocalDateTime at(Draw draw, LocalDate day, double hour) {
        return day.atStartOfDay().plusMinutes((long) (hour * 60)).plusSeconds(draw.between(0, 59));
    }
}
