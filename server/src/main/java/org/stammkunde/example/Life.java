package org.stammkunde.example;

import java.util.List;
import java.util.stream.Stream;

/**
 * Everything about one person.
 *
 * @param left whether the person has left for good, which nobody can know
 * @param sales purchases and returns, in the order of time
 * @param passersBy sales to people who never say who they are, made along with these
 * @param messages other activities
 */
record Life(
        Person person,
        boolean left,
        List<Sale> sales,
        List<Sale> passersBy,
        List<Diary.Message> messages) {

    Stream<Sale> allSales() {
        return Stream.concat(sales.stream(), passersBy.stream());
    }
}
