// The reader's choice of larger type (适老化), remembered. Loaded before the page is painted, so that nothing jumps.
(function () {
  var root = document.documentElement, key = "casebook-size";
  function remembered() { try { return localStorage.getItem(key) === "large"; } catch (_) { return false; } }
  function set(isLarge) {
    if (isLarge) root.setAttribute("data-size", "large"); else root.removeAttribute("data-size");
    try { if (isLarge) localStorage.setItem(key, "large"); else localStorage.removeItem(key); } catch (_) { }
  }
  set(remembered());
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("button.larger");
    if (!button) return;
    button.hidden = false;
    button.setAttribute("aria-pressed", String(remembered()));
    button.addEventListener("click", function () {
      var isLarge = !root.hasAttribute("data-size");
      set(isLarge);
      button.setAttribute("aria-pressed", String(isLarge));
    });
  });
})();
