package org.stammkunde.web;

/**
 * An error as a page tells it.
 *
 * @param status the HTTP status, shown small
 * @param title what was wrong
 * @param help what is allowed and what to do
 */
record ErrorView(int status, String title, String help) {

    static ErrorView of(Problem problem, Page page) {
        String key = "problem." + problem.code();
        return new ErrorView(
                problem.status().value(),
                page.text(key, problem.arguments()),
                page.text(key + ".help", problem.arguments()));
    }
}
