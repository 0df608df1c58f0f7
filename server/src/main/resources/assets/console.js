// Small behaviors of every page. Pages work without this file, except for copying.
(() => {
    const GAP = 8;

    // Popovers open beside the button that opened them, within the window.
    const place = (popover, button) => {
        const anchor = button.getBoundingClientRect();
        const box = popover.getBoundingClientRect();
        const left = Math.min(anchor.left, innerWidth - box.width - GAP);
        const below = anchor.bottom + GAP + box.height <= innerHeight;
        const top = popover.dataset.place === "above" || !below ? anchor.top - box.height - GAP : anchor.bottom + GAP;
        popover.style.left = `${Math.max(GAP, left)}px`;
        popover.style.top = `${Math.max(GAP, top)}px`;
    };

    const buttonOf = (popover) => document.querySelector(`[popovertarget="${popover.id}"]`);

    document.addEventListener("toggle", (event) => {
        const popover = event.target;
        if (!(popover instanceof HTMLElement) || !popover.matches(".hint, .menu")) {
            return;
        }
        const button = buttonOf(popover);
        if (event.newState === "open" && button) {
            place(popover, button);
        }
    }, true);

    // Also a telephone's bar and keyboard change the size of the window: what is open stays open.
    addEventListener("resize", () => document.querySelectorAll(".hint:popover-open, .menu:popover-open")
        .forEach((popover) => {
            const button = buttonOf(popover);
            if (button?.checkVisibility()) {
                place(popover, button);
            } else {
                popover.hidePopover();
            }
        }));

    // An address with "#main" would make the browser focus that again once all is loaded, wherever
    // the user has gone meanwhile; so the link leaves the address as it is.
    document.querySelector(".skip")?.addEventListener("click", (event) => {
        event.preventDefault();
        document.getElementById("main").focus();
    });

    // Commands are copied by their button; the button says so for a moment.
    document.addEventListener("click", async (event) => {
        const button = event.target instanceof Element && event.target.closest("[data-copy]");
        if (!button) {
            return;
        }
        await navigator.clipboard.writeText(button.dataset.copy);
        notice(button.dataset.copied);
    });

    // "/" goes to the search field of the page, as in most consoles.
    document.addEventListener("keydown", (event) => {
        const search = document.querySelector("input[type=search]");
        const typing = event.target instanceof Element && event.target.closest("input, textarea, select");
        if (event.key === "/" && search && !typing && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
            search.focus();
            search.select();
        }
    });

    // How many customers are chosen, and the box that chooses all of them.
    document.addEventListener("change", (event) => {
        const form = event.target instanceof Element && event.target.closest("#chosen");
        if (!form) {
            return;
        }
        const boxes = [...form.querySelectorAll("[name=customer]")];
        if (event.target.matches("[data-choose-all]")) {
            boxes.forEach((box) => { box.checked = event.target.checked; });
        }
        const count = form.querySelector("[data-chosen]");
        const chosen = boxes.filter((box) => box.checked).length;
        count.textContent = count.dataset.chosen.replace("{0}", chosen.toLocaleString(document.documentElement.lang));
    });

    // Filters that are not set do not belong into the address.
    document.addEventListener("htmx:configRequest", (event) => {
        if (event.detail.elt.id === "search") {
            [...event.detail.formData.entries()]
                .filter(([, value]) => value === "")
                .forEach(([name]) => event.detail.formData.delete(name));
        }
    });

    // Paper is light, whatever the screen is.
    const paint = (theme) => {
        document.documentElement.dataset.bsTheme = theme;
        document.dispatchEvent(new Event("themechange"));
    };
    let screen = "";
    addEventListener("beforeprint", () => {
        screen = document.documentElement.dataset.bsTheme;
        if (screen === "dark") {
            paint("light");
        }
    });
    addEventListener("afterprint", () => {
        if (screen === "dark") {
            paint(screen);
        }
    });

    let hiding = 0;
    const notice = (text) => {
        const box = document.getElementById("notice");
        if (!box || !text) {
            return;
        }
        clearTimeout(hiding);
        box.textContent = text;
        box.hidden = false;
        hiding = setTimeout(() => { box.hidden = true; }, 6000);
    };

    document.addEventListener("htmx:responseError", (event) => {
        if (event.detail.xhr.status === 401) {
            location.reload();
            return;
        }
        notice(document.getElementById("notice")?.dataset.failed);
    });
    document.addEventListener("htmx:sendError", () => notice(document.getElementById("notice")?.dataset.offline));

    // A file that is too large is told so before it is sent; while it is sent, the button says so.
    document.addEventListener("change", (event) => {
        const file = event.target;
        if (!(file instanceof HTMLInputElement) || !file.dataset.bytesMax) {
            return;
        }
        const large = [...file.files].some((each) => each.size > Number(file.dataset.bytesMax));
        file.setCustomValidity(large ? file.dataset.tooLarge : "");
        document.getElementById("file-error").textContent = large ? file.dataset.tooLarge : "";
    });
    document.addEventListener("submit", (event) => {
        if (event.target.matches("[data-upload]")) {
            const button = event.target.querySelector("button");
            button.disabled = true;
            button.textContent = event.target.dataset.sending;
        }
    });

    // Work in the background tells how far it is; what has come to an end is shown anew.
    const follow = (card) => {
        const events = new EventSource(card.dataset.progress);
        events.onmessage = (message) => {
            const now = JSON.parse(message.data);
            const bar = card.querySelector("progress");
            if (now.fraction < 0) {
                bar.removeAttribute("value");
            } else {
                bar.value = now.fraction;
            }
            card.querySelector("[data-progress-text]").textContent = now.text;
            if (!now.busy) {
                events.close();
                location.reload();
            }
        };
    };
    document.querySelectorAll("[data-progress]").forEach(follow);
})();
