package org.stammkunde.settings;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.stammkunde.merchant.Merchant;
import org.stammkunde.merchant.MerchantSettings;
import org.stammkunde.merchant.MerchantVersion;
import org.stammkunde.web.LocalPath;
import org.stammkunde.web.NavigationEntry;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;

/** The merchant's settings in the console. */
@Controller
@ConditionalOnWebApplication
class MerchantController {

    private static final String PATH = "/settings";

    private final MerchantSettings settings;
    private final Recount recount;

    MerchantController(MerchantSettings settings, Recount recount) {
        this.settings = settings;
        this.recount = recount;
    }

    @Bean
    static NavigationEntry settingsNavigation() {
        return new NavigationEntry("settings.navigation", PATH, "building-store", 110);
    }

    /**
     * The settings.
     *
     * @param saved the version that was stored just now
     */
    @GetMapping(PATH)
    View show(Page page, @RequestParam(defaultValue = "0") int saved) {
        MerchantVersion now = settings.version();
        SettingsForm form = SettingsForm.of(now.merchant());
        SettingsView.State state =
                saved == now.version() ? SettingsView.State.SAVED : SettingsView.State.SHOWN;
        return page.show("settings/settings.jte", view(form, now.version(), List.of(), state));
    }

    /** Stores them; the page after it offers to bring back what was there. */
    @PostMapping(PATH)
    View save(Page page, SettingsForm form, @RequestParam int version) {
        List<String> wrong = form.wrong();
        if (!wrong.isEmpty()) {
            return page.show(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "settings/settings.jte",
                    view(form, version, wrong, SettingsView.State.SHOWN));
        }
        if (form.merchant().equals(settings.current())) {
            return new LocalPath(PATH).redirect();
        }
        return change(page, form, version, new LocalPath(PATH + "?saved=" + (version + 1)));
    }

    /** Brings back what the change to a version replaced, if that version still stands. */
    @PostMapping(PATH + "/undo")
    View undo(Page page, @RequestParam int version) {
        Merchant former = settings.former().orElseThrow(Problem::notFound);
        return change(page, SettingsForm.of(former), version, new LocalPath(PATH));
    }

    /** Stores what nothing is wrong with, unless somebody else was faster, and shows what then. */
    private View change(Page page, SettingsForm form, int version, LocalPath then) {
        if (!settings.change(form.merchant(), version)) {
            int newer = settings.version().version();
            return page.show(
                    HttpStatus.CONFLICT,
                    "settings/settings.jte",
                    view(form, newer, List.of(), SettingsView.State.OUTDATED));
        }
        recount.announce();
        return then.redirect();
    }

    private SettingsView view(
            SettingsForm form, int version, List<String> wrong, SettingsView.State state) {
        return new SettingsView(form, version, wrong, state, recount.isDue());
    }
}
