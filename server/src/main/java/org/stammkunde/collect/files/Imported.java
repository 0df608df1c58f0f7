package org.stammkunde.collect.files;

/** What a file tells in one or several of its rows, and what becomes one fact. */
sealed interface Imported permits ImportedOrder, ImportedProduct {

    /** What the fact describes, such as {@code order/4711}; its versions follow one another. */
    String resource();
}
