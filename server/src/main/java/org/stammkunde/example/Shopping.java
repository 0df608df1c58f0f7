package org.stammkunde.example;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes what people buy and bring back. */
final class Shopping {

    private static final int LINES_MAX = 6;
    private static final double RETURN_FROM_WEB_SHOP = 0.07;
    private static final double RETURN_FROM_STORE = 0.02;
    private static final double CANCELLED = 0.015;

    /** Passers-by for each purchase in a store of people who are known. */
    private static final double PASSERS_BY = 0.22;

    /** Whoever buys while a voucher holds that reached them uses it so often. */
    private static final double VOUCHER_USED = 0.4;

    /** By then a new customer has subscribed to the newsletter and installed the app. */
    private static final int SETTLED_DAYS = 9;

    private static final List<Category> CATEGORIES = List.of(Category.values());

    private final ExamplePlan plan;
    private final Season season;
    private final double end;
    private final Catalog catalog;
    private final Campaigns campaigns;

    Shopping(ExamplePlan plan, Catalog catalog, Campaigns campaigns) {
        this.plan = plan;
        this.season = new Season(plan.from(), plan.until());
        this.end = season.passedAt(plan.until());
        this.catalog = catalog;
        this.campaigns = campaigns;
    }

    /**
     * What somebody bought.
     *
     * @param history the process behind it
     * @param sales all purchases and returns, in the order of time
     */
    record Purchases(BuyingModel.History history, List<Sale> sales) {}

    Purchases of(Person person) {
        Person.Habit habit = person.habit();
        BuyingModel.History history =
                BuyingModel.history(
                        Draw.of(plan.seed(), "history", person.number()),
                        habit.perDay(),
                        habit.dropout(),
                        season.passedAt(person.joined()),
                        end);
        Draw draw = Draw.of(plan.seed(), "shopping", person.number());
        List<Sale> sales = new ArrayList<>();
        for (double time : history.times()) {
            season.dayAt(time).ifPresent(day -> buy(draw, person, day, sales));
        }
        sales.sort(Comparator.comparing(Sale::at));
        return new Purchases(history, sales);
    }

    /** Purchases in the stores by people who never say who they are, for those of somebody. */
    List<Sale> ofPassersBy(int number, List<Sale> sales) {
        Draw draw = Draw.of(plan.seed(), "passers-by", number);
        List<Sale> others = new ArrayList<>();
        for (Sale sale : sales) {
            boolean inStore = sale.place() != Sale.Place.WEB_SHOP && !sale.returned();
            if (inStore && draw.chance(PASSERS_BY)) {
                passerBy(draw, sale.place()).ifPresent(others::add);
            }
        }
        return others;
    }

    private Optional<Sale> passerBy(Draw draw, Sale.Place place) {
        LocalDate day = season.dayAt(draw.uniform() * end).orElseThrow();
        LocalDateTime at = storeTime(draw, day);
        List<Category> favorites = List.of(draw.any(CATEGORIES));
        double spendRate = 1.6 * BuyingModel.spendRate(draw);
        List<Sale.Line> lines = basket(draw, at.toLocalDate(), favorites, spendRate, false);
        return at.toLocalDate().isBefore(plan.until())
                ? Optional.of(
                        new Sale(place, at, null, Sale.Named.NOBODY, false, false, null, lines))
                : Optional.empty();
    }

    private void buy(Draw draw, Person person, LocalDate day, List<Sale> sales) {
        boolean online =
                switch (person.habit().channel()) {
                    case WEB_SHOP -> true;
                    case STORE -> false;
                    case BOTH -> draw.chance(0.5);
                };
        LocalDateTime at = online ? webTime(draw, day) : storeTime(draw, day);
        if (!at.toLocalDate().isBefore(plan.until())) {
            return;
        }
        Optional<Campaign> voucher = voucher(draw, person, at.toLocalDate(), online);
        List<Sale.Line> lines =
                basket(
                        draw,
                        at.toLocalDate(),
                        person.habit().favorites(),
                        person.habit().spendRate(),
                        voucher.isPresent());
        Sale sale =
                new Sale(
                        online ? Sale.Place.WEB_SHOP : store(person),
                        at,
                        person,
                        online ? namedOnline(draw, person) : namedInStore(draw, person, voucher),
                        false,
                        online && draw.chance(CANCELLED),
                        voucher.orElse(null),
                        lines);
        sales.add(sale);
        returned(draw, sale).ifPresent(sales::add);
    }

    /** Vouchers come by mail for the web shop, and in the app for web shop and stores. */
    private Optional<Campaign> voucher(Draw draw, Person person, LocalDate day, boolean online) {
        Optional<Campaign> mailed =
                online && person.habit().newsletter()
                        ? campaigns.voucher(Campaign.Channel.MAIL, day)
                        : Optional.empty();
        Optional<Campaign> pushed =
                person.habit().app()
                        ? campaigns.voucher(Campaign.Channel.PUSH, day)
                        : Optional.empty();
        return mailed.or(() -> pushed)
                .filter(campaign -> campaign.day().isAfter(person.joined().plusDays(SETTLED_DAYS)))
                .filter(_ -> draw.chance(VOUCHER_USED));
    }

    /** One line comes back some days later, now and then. */
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
                                null,
                                List.of(back)))
                : Optional.empty();
    }

    /** One in twenty orders of account holders is placed without signing in. */
    private static Sale.Named namedOnline(Draw draw, Person person) {
        String email = draw.chance(0.8) ? person.email() : draw.any(person.emails());
        @Nullable String account = draw.chance(0.05) ? null : person.customerId();
        return new Sale.Named(account, null, email);
    }

    /** One in eight times the card was forgotten; a voucher in the app brings the card with it. */
    private static Sale.Named namedInStore(Draw draw, Person person, Optional<Campaign> voucher) {
        return voucher.isEmpty() && draw.chance(0.12)
                ? Sale.Named.NOBODY
                : new Sale.Named(null, person.card(), null);
    }

    private static Sale.Place store(Person person) {
        boolean east = person.address().postalCode().startsWith("0");
        return east || person.address().postalCode().startsWith("1")
                ? Sale.Place.LEIPZIG
                : Sale.Place.COLOGNE;
    }

    private List<Sale.Line> basket(
            Draw draw, LocalDate day, List<Category> favorites, double spendRate, boolean voucher) {
        long wanted = Math.round(100 * BuyingModel.amount(draw, spendRate));
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
                        CATEGORIES,
                        choice -> choice.demand(day) * (favorites.contains(choice) ? 5 : 1));
        Product product = affordable(draw, catalog.of(category), Math.max(rest * 5 / 4, 600));
        int quantity =
                (int) Math.clamp(Math.round(rest / 2.5 / product.cents() * draw.uniform()), 1, 6);
        int percent = percentOff(draw, day, voucher);
        return new Sale.Line(product, quantity, product.cents() * quantity * percent / 100);
    }

    /** A product that costs no more; the cheapest where there is none. */
    private static Product affordable(Draw draw, List<Product> products, long centsMax) {
        int count = 0;
        Product cheapest = products.getFirst();
        for (Product product : products) {
            count += product.cents() <= centsMax ? 1 : 0;
            cheapest = product.cents() < cheapest.cents() ? product : cheapest;
        }
        int chosen = count == 0 ? -1 : draw.between(1, count);
        for (Product product : products) {
            chosen -= product.cents() <= centsMax ? 1 : 0;
            if (chosen == 0) {
                return product;
            }
        }
        return cheapest;
    }

    private static int percentOff(Draw draw, LocalDate day, boolean voucher) {
        if (Season.sale(day) && draw.chance(0.35)) {
            return 20;
        }
        return voucher ? Campaign.PERCENT_OFF : 0;
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
