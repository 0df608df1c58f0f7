// Sets light or dark before the first paint; runs in the head for that reason.
(() => {
    const root = document.documentElement;
    const system = matchMedia("(prefers-color-scheme: dark)");
    const apply = () => {
        const chosen = root.dataset.theme;
        root.dataset.bsTheme = chosen === "system" ? (system.matches ? "dark" : "light") : chosen;
        document.dispatchEvent(new CustomEvent("themechange"));
    };
    apply();
    system.addEventListener("change", apply);
})();
