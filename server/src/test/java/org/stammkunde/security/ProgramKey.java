package org.stammkunde.security;

import java.util.List;
import org.springframework.context.ApplicationContext;
import org.stammkunde.api.ApiScope;

/** Makes keys as the owner does on the page of keys. */
public final class ProgramKey {

    private ProgramKey() {}

    /** The secret of a new key; with no scope named, one that may do everything. */
    public static String of(ApplicationContext context, String name, ApiScope... scopes) {
        List<ApiScope> allowed = List.of(scopes.length == 0 ? ApiScope.values() : scopes);
        return context.getBean(ApiKeys.class).make(name, allowed, owner(context)).secret();
    }

    private static long owner(ApplicationContext context) {
        return context.getBean(Accounts.class)
                .createOwner("Ada Lindner", SignedInBrowser.EMAIL, SignedInBrowser.PASSWORD)
                .id();
    }
}
