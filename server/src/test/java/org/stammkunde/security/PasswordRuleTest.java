package org.stammkunde.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordRuleTest {

    @Test
    void passwordsAreLongAndNotObvious() {
        check("a good sentence", "");
        check("elf Zeichen", "security.password.short");
        check("zwölf Zeiche", "");
        check("🐟🐠🐡🦈🐙🐚🦀🦞🦐🦑🐬🐳", "");
        check("ada@example.com", "security.password.email");
        check("Ada@Example.com!", "security.password.email");
        check("example.com1", "");
        check("@example.com", "security.password.email");
        check("aaaaaaaaaaaa", "security.password.plain");
        check("121212121212", "security.password.plain");
        check("x".repeat(60) + "abcdefghijklm", "security.password.long");
        check("ä".repeat(30) + "abcdefghijklm", "security.password.long");
    }

    private static void check(String password, String objection) {
        assertThat(PasswordRule.objection(password, "ada@example.com").orElse(""))
                .as(password)
                .isEqualTo(objection);
    }
}
