// Searches the site without a server. How the index is made, and what its files are: Sources/Search.
// All texts stand one after the other in one sequence of places, a character (Unicode scalar) each; the index has the
// places of every pair of neighbours. Its files are scripts, since a page opened from disk may load nothing else.
"use strict";
(() => {
  const page = document.getElementById("search");
  if (!page) return;
  const words = page.dataset;

  // Numbers as text (Digits.swift): the first characters of the alphabet end a number, the others say that it goes on.
  const STOPS = 60;
  const VALUES = new Uint8Array(128);
  let size = 0;
  for (let code = 0x20; code < 0x7f; code++) if (code !== 0x22 && code !== 0x5c) VALUES[code] = size++;
  const GOES_ON = size - STOPS;

  function numbers(text, step = 0) {
    const found = new Uint32Array(text.length);
    let count = 0, value = 0, last = 0;
    for (let i = 0; i < text.length; i++) {
      const digit = VALUES[text.charCodeAt(i)];
      if (digit >= STOPS) value = value * GOES_ON + digit - STOPS + 1;
      else {
        last = step * last + value * STOPS + digit;
        found[count++] = last;
        value = 0;
      }
    }
    return found.subarray(0, count);
  }

  /** Running sums, from 0. */
  function starts(lengths) {
    const sums = new Uint32Array(lengths.length + 1);
    lengths.forEach((length, i) => { sums[i + 1] = sums[i] + length; });
    return sums;
  }

  /** The last index whose value is not above the one looked for. */
  function last(values, value) {
    let low = 0, high = values.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (values[middle] <= value) low = middle; else high = middle;
    }
    return low;
  }

  // What is the same for a reader who searches (Folding.swift): one number for each scalar, a blank for what separates.
  const BLANK = 0x20, LIMIT = 0x32400;
  const UNSEEN = new RegExp(
    "[\\u{ad}\\u{34f}\\u{61c}\\u{115f}\\u{1160}\\u{17b4}\\u{17b5}\\u{180e}\\u{200b}-\\u{200f}\\u{202a}-\\u{202e}" +
    "\\u{2060}-\\u{206f}\\u{fe00}-\\u{fe0f}\\u{feff}\\u{ffa0}\\u{fff9}-\\u{fffb}\\u{e0000}-\\u{e0fff}]", "gu");
  // Radicals from U+2E80 (a full stop where there is none) and from U+2F00: what they look like.
  const SUPPLEMENT = Array.from(".厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵.旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟");
  const KANGXI = Array.from("一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠");

  function folded(character) {
    let scalar = character.codePointAt(0);
    const radical = scalar >= 0x2f00 ? KANGXI[scalar - 0x2f00] : SUPPLEMENT[scalar - 0x2e80];
    if (radical && radical !== ".") return radical.codePointAt(0);
    if (scalar >= 0xff01 && scalar <= 0xff5e) scalar -= 0xfee0;
    if (scalar <= BLANK || (scalar >= 0x7f && scalar <= 0xa0) || scalar === 0x200b || scalar >= LIMIT) return BLANK;
    const one = String.fromCodePoint(scalar);
    if (/\s/.test(one)) return BLANK;
    const lower = Array.from(one.toLowerCase());
    return lower.length === 1 ? lower[0].codePointAt(0) : scalar;
  }

  /** The words of a query, each a list of scalars; all of them have to occur. */
  function termsOf(query) {
    const terms = [[]];
    for (const character of query.replace(UNSEEN, "").normalize("NFC")) {
      const scalar = folded(character);
      if (scalar !== BLANK) terms[terms.length - 1].push(scalar);
      else if (terms[terms.length - 1].length) terms.push([]);
    }
    const seen = new Set();
    return terms.filter((term) => term.length && !seen.has(term.join()) && seen.add(term.join()));
  }

  // Loading -------------------------------------------------------------------------------------

  const folder = words.index.replace(/[^/]*$/, "");
  const loaded = new Map();
  window.casebookSearch = (data) => { document.currentScript.found = data; };

  function load(name) {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = folder + name;
        script.onload = script.onerror = () => {
          script.remove();
          if (script.found) return resolve(script.found);
          loaded.delete(name);
          reject(new Error(name));
        };
        document.head.append(script);
      }));
    }
    return loaded.get(name);
  }

  const keys = (text) => text.match(/.{12}/g) || [];

  class Index {
    constructor(head) {
      this.titles = numbers(head.titles);
      this.starts = starts(numbers(head.lengths));
      this.places = numbers(head.places);
      this.years = new Uint16Array(this.titles.length);
      const runs = numbers(head.years);
      for (let i = 0, end = 0; i < runs.length; i += 2) this.years.fill(runs[i], end, end += runs[i + 1]);
      this.chunks = starts(numbers(head.chunks));
      this.texts = keys(head.texts);
      this.pairs = keys(head.pairs);
      const firsts = numbers(head.firsts);
      this.firsts = Float64Array.from(this.pairs, (_, i) => firsts[2 * i] * LIMIT + firsts[2 * i + 1]);
      // Of the regions: 0 is none.
      this.parents = [0, ...numbers(head.parents)];
      this.names = ["", ...head.names];
      this.keys = ["", ...head.keys];
    }

    /** Where a pair stands, in order. */
    async pair(first, second) {
      if (!this.pairs.length) return new Uint32Array(0);
      const name = this.pairs[last(this.firsts, first * LIMIT + second)];
      const seconds = (await load(`pairs-${name}.js`))[String.fromCodePoint(first)] || {};
      return numbers(seconds[String.fromCodePoint(second)] || "", 1);
    }

    /** Where a single character stands: wherever any pair begins with it. */
    async single(scalar) {
      const from = last(this.firsts, scalar * LIMIT), to = last(this.firsts, scalar * LIMIT + LIMIT - 1);
      const files = await Promise.all(
        this.pairs.slice(from, to + 1).map((name) => load(`pairs-${name}.js`)));
      const lists = files.flatMap((file) => Object.values(file[String.fromCodePoint(scalar)] || {}))
        .map((text) => numbers(text, 1));
      const all = new Uint32Array(lists.reduce((sum, list) => sum + list.length, 0));
      let end = 0;
      for (const list of lists) {
        all.set(list, end);
        end += list.length;
      }
      return all.sort();
    }

    /** Where a term begins: every other pair of it, and the last, each at its distance. */
    async placesOf(term) {
      if (term.length === 1) return this.single(term[0]);
      const offsets = [];
      for (let i = 0; i < term.length - 1; i += 2) offsets.push(i);
      if (term.length % 2) offsets.push(term.length - 2);
      const lists = await Promise.all(offsets.map(async (offset) => (
        { offset, places: await this.pair(term[offset], term[offset + 1]) })));
      lists.sort((a, b) => a.places.length - b.places.length);
      const first = lists[0].offset;
      let found = lists[0].places.filter((place) => place >= first).map((place) => place - first);
      for (const { offset, places } of lists.slice(1)) {
        let i = 0;
        found = found.filter((place) => {
          while (i < places.length && places[i] < place + offset) i++;
          return places[i] === place + offset;
        });
      }
      return found;
    }

    /** The documents that have every term, those with all of them in the title first: where the terms stand in each. */
    async find(terms) {
      const lists = await Promise.all(terms.map((term) => this.placesOf(term)));
      let hits = null;
      lists.forEach((places, term) => {
        const next = new Map();
        let number = 0;
        for (let i = 0; i < places.length;) {
          while (this.starts[number + 1] <= places[i]) number++;
          let end = i + 1;
          while (end < places.length && places[end] < this.starts[number + 1]) end++;
          const before = hits ? hits.get(number) : { number, inTitle: true, marks: [] };
          if (before) {
            const inside = places.subarray(i, end).map((place) => place - this.starts[number]);
            before.inTitle &&= inside[0] < this.titles[number];
            before.marks.push({ places: inside, length: terms[term].length });
            next.set(number, before);
          }
          i = end;
        }
        hits = next;
      });
      const all = [...(hits || new Map()).values()];
      return [...all.filter((hit) => hit.inTitle), ...all.filter((hit) => !hit.inTitle)];
    }

    async document(number) {
      const chunk = last(this.chunks, number);
      const documents = await load(`text-${this.texts[chunk]}.js`);
      const [address, kind, date, title, text] = documents[number - this.chunks[chunk]];
      return { address, kind, date, title: Array.from(title), text: Array.from(text) };
    }

    /** Of a region and all below it: 1 at its number. */
    within(region) {
      return this.parents.map((_, number) => this.lineage(number).includes(region) ? 1 : 0);
    }

    /** From the province down to a region. */
    lineage(region) {
      const line = [];
      for (let at = region; at; at = this.parents[at]) line.unshift(at);
      return line;
    }
  }

  // What is shown -------------------------------------------------------------------------------

  const form = page.querySelector("form"), field = page.querySelector("input");
  const status = page.querySelector("[role=status]"), results = page.querySelector("ol");
  const filters = page.querySelector(".search-filters"), more = page.querySelector(".search-more");
  const regionFields = page.querySelector(".search-regions"), yearField = page.querySelector("[name=year]");
  const hint = page.querySelector(".search-hint"), lists = document.getElementById("search-lists");
  const PER_PAGE = 10;
  let index = null, running = 0, hits = [], shown = 0, wanted = { query: "", region: "", year: "" };

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  /** As the catalogue of words has its gaps: {name}, or {n|result|results} by the number. */
  const fill = (text, values) => text.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g,
    (_, name, one, many) => many === undefined ? values[name] : String(values[name]) === "1" ? one : many);

  /** Chinese on a page in another language says so. */
  function written(made, text) {
    if (!document.documentElement.lang.startsWith("zh") && /\p{Script=Han}/u.test(text)) made.lang = "zh-Hans";
    return made;
  }

  /** A stretch of text with what was found in it marked; ranges are sorted and may overlap. */
  function marked(text, from, to, ranges) {
    const pieces = [];
    let at = from;
    for (const [start, end] of ranges) {
      if (end <= at || start >= to) continue;
      if (start > at) pieces.push(text.slice(at, start).join(""));
      pieces.push(element("mark", "", text.slice(Math.max(start, at), Math.min(end, to)).join("")));
      at = end;
    }
    if (at < to) pieces.push(text.slice(at, to).join(""));
    return pieces;
  }

  /** Up to two stretches around what was found, the second where a term is that the first does not have. */
  function excerpt(text, terms) {
    const BEFORE = 22, ENOUGH = 30, LENGTH = 84;
    const ranges = terms.flat().sort((a, b) => a[0] - b[0]);
    const windows = [];
    // With its paragraph, if that says enough.
    function ending(from, end) {
      const line = text.indexOf("\n", Math.max(end, from + ENOUGH));
      return Math.max(end, Math.min(text.length, from + LENGTH, line < 0 ? text.length : line));
    }
    for (const term of terms) {
      if (windows.length === 2 || !term.length) continue;
      if (windows.some(([from, to]) => term.some(([start, end]) => start >= from && end <= to))) continue;
      const [start, end] = term[0];
      let from = Math.max(0, start - BEFORE);
      // From the beginning of a paragraph or else of a sentence, if there is one near.
      const line = text.lastIndexOf("\n", start), stop = from ? text.findIndex(
        (character, i) => i >= from && i < start && "。！？；".includes(character)) : -1;
      if (line >= from) from = line + 1; else if (stop >= from) from = stop + 1;
      windows.push([from, ending(from, end)]);
    }
    if (!windows.length) windows.push([0, ending(0, 0)]);
    windows.sort((a, b) => a[0] - b[0]);
    const pieces = [];
    windows.forEach(([from, to], number) => {
      const start = number ? Math.max(from, windows[number - 1][1]) : from;
      if (start > (number ? windows[number - 1][1] : 0)) pieces.push("……");
      pieces.push(...marked(text, start, to, ranges));
    });
    if (windows[windows.length - 1][1] < text.length) pieces.push("……");
    return pieces;
  }

  async function card(hit) {
    const it = await index.document(hit.number), titleEnd = it.title.length;
    const inTitle = [], inText = hit.marks.map(() => []);
    hit.marks.forEach(({ places, length }, term) => {
      for (const place of places) {
        if (place < titleEnd) inTitle.push([place, place + length]);
        else inText[term].push([place - titleEnd - 1, place - titleEnd - 1 + length]);
      }
    });
    inTitle.sort((a, b) => a[0] - b[0]);
    const link = element("a", "", ...marked(it.title, 0, titleEnd, inTitle));
    link.href = words.root + it.address;
    written(link, it.title.join(""));
    const sum = written(element("p", "card-sum", ...excerpt(it.text, inText)), it.text.join(""));
    const place = element("p", "card-place");
    for (const region of index.lineage(index.places[hit.number])) {
      const name = element("a", "", index.names[region]);
      name.href = `${words.regions}${index.keys[region]}/index.html`;
      place.append(name, " ");
    }
    return element("li", "", element("article", "card",
      element("h3", "card-title", link), element("p", "card-date", it.date || it.kind),
      sum, place,
      element("p", "card-marks", it.date ? it.kind : "")));
  }

  function option(value, text, isChosen) {
    const made = element("option", "", text);
    made.value = value;
    made.selected = isChosen;
    return made;
  }

  /** What the results can be narrowed to, with how many there are; what is chosen stays. */
  function showFilters(all, region) {
    const counts = new Uint32Array(index.names.length), years = new Map();
    const inside = region ? index.within(region) : null;
    for (const { number } of all) {
      const isOfYear = !wanted.year || index.years[number] === Number(wanted.year);
      if (isOfYear) for (let at = index.places[number]; at; at = index.parents[at]) counts[at]++;
      if (!inside || inside[index.places[number]]) {
        years.set(index.years[number], (years.get(index.years[number]) || 0) + 1);
      }
    }
    const line = region ? index.lineage(region) : [], names = words.levels.split("|");
    const children = (parent) => index.parents.map((_, number) => number).filter((number) => number
      && index.parents[number] === parent && (counts[number] || line.includes(number)));
    const say = (number) => fill(words.option, { name: index.names[number], n: counts[number] });
    const boxes = [];
    function box(level, chosen, fillBox) {
      const select = element("select");
      select.id = `search-region-${level}`;
      select.append(option(level ? index.keys[line[level]] : "", words.all, !chosen));
      fillBox(select);
      const label = element("label", "", names[level] || names[names.length - 1]);
      label.htmlFor = select.id;
      boxes.push(element("div", "search-filter", label, select));
    }
    // Provinces and their cities in one list, then one list for each level below.
    box(0, line[0], (select) => {
      for (const root of children(0)) {
        const group = element("optgroup");
        group.label = index.names[root];
        for (const number of [root, ...children(root)]) {
          group.append(option(index.keys[number], say(number), number === (line[1] || line[0])));
        }
        select.append(group);
      }
    });
    for (let level = 1; level < line.length; level++) {
      const below = children(line[level]);
      if (!below.length) break;
      box(level, line[level + 1], (select) => {
        for (const number of below) {
          select.append(option(index.keys[number], say(number), number === line[level + 1]));
        }
      });
    }
    const focused = document.activeElement && document.activeElement.id;
    regionFields.replaceChildren(...boxes);
    const again = focused && regionFields.querySelector(`#${focused}`);
    if (again) again.focus();
    const known = [...years.keys()].filter((year) => year).sort((a, b) => b - a);
    if (wanted.year && !known.includes(Number(wanted.year))) known.unshift(Number(wanted.year));
    yearField.replaceChildren(option("", words.all, !wanted.year), ...known.map((year) => option(
      String(year), fill(words.option, { name: fill(words.year, { year }), n: years.get(year) || 0 }),
      String(year) === wanted.year)));
    filters.hidden = !all.length;
  }

  async function showMore(isNext) {
    const run = running, next = hits.slice(shown, shown + PER_PAGE);
    const cards = await Promise.all(next.map(card));
    if (run !== running) return;
    if (!shown) results.replaceChildren();
    results.append(...cards);
    shown += next.length;
    more.hidden = shown >= hits.length;
    more.textContent = fill(words.more, { n: Math.min(PER_PAGE, hits.length - shown) });
    if (isNext && cards.length) cards[0].querySelector("a").focus();
  }

  async function run() {
    const mine = ++running, terms = termsOf(wanted.query);
    page.dataset.state = "busy";
    hint.hidden = true;
    try {
      if (!terms.length) {
        results.replaceChildren();
        filters.hidden = more.hidden = true;
        lists.hidden = false;
        status.textContent = "";
        return;
      }
      const slow = setTimeout(() => { if (mine === running) status.textContent = words.busy; }, 200);
      try {
        index ||= new Index(await load(words.index.slice(folder.length)));
        const all = await index.find(terms);
        if (mine !== running) return;
        const region = wanted.region ? Math.max(0, index.keys.indexOf(wanted.region)) : 0;
        const inside = region ? index.within(region) : null;
        hits = all.filter(({ number }) => (!inside || inside[index.places[number]])
          && (!wanted.year || index.years[number] === Number(wanted.year)));
        shown = 0;
        showFilters(all, region);
        if (hits.length) await showMore(false);
        else results.replaceChildren();
      } finally { clearTimeout(slow); }
      if (mine !== running) return;
      more.hidden = shown >= hits.length;
      lists.hidden = hits.length > 0;
      hint.hidden = hits.length > 0;
      hint.textContent = wanted.region || wanted.year ? words.tryWider : words.tryOther;
      status.textContent = fill(hits.length ? words.found : words.none, { n: hits.length, q: wanted.query.trim() });
    } catch (error) {
      if (mine !== running) return;
      results.replaceChildren();
      filters.hidden = more.hidden = true;
      lists.hidden = false;
      status.textContent = words.failed;
    } finally {
      if (mine === running) page.dataset.state = "";
    }
  }

  // The query and the filters stand in the address --------------------------------------------------

  function read() {
    const address = new URLSearchParams(location.search || location.hash.slice(1));
    wanted = {
      query: address.get("q") || "", region: address.get("region") || "", year: address.get("year") || "",
    };
    field.value = wanted.query;
    run();
  }

  function change(part, isStep) {
    wanted = { ...wanted, ...part };
    const address = new URLSearchParams();
    if (wanted.query.trim()) address.set("q", wanted.query.trim());
    if (wanted.region) address.set("region", wanted.region);
    if (wanted.year) address.set("year", wanted.year);
    const text = `${location.pathname}?${address}`;
    history[isStep ? "pushState" : "replaceState"](null, "", text);
    run();
  }

  let waiting = 0, isComposing = false;
  function typed() {
    clearTimeout(waiting);
    if (!isComposing && field.value.trim() !== wanted.query.trim()) {
      waiting = setTimeout(() => change({ query: field.value }, false), 120);
    }
  }
  field.addEventListener("compositionstart", () => { isComposing = true; });
  field.addEventListener("compositionend", () => { isComposing = false; typed(); });
  field.addEventListener("input", typed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    change({ query: field.value }, true);
  });
  filters.addEventListener("change", (event) => change(
    event.target === yearField ? { year: yearField.value } : { region: event.target.value }, true));
  more.addEventListener("click", () => showMore(true).catch(() => { status.textContent = words.failed; }));
  window.addEventListener("popstate", read);

  // Keys: / and Esc lead to the field, arrows from one result to the next -------------------------------

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = document.activeElement;
    // No single character is a shortcut: people who speak to their machine would set it off (WCAG 2.2, 2.1.4).
    if (event.key === "Escape" && at === field && field.value) {
      event.preventDefault();
      field.value = "";
      change({ query: "" }, false);
    } else if (event.key === "Escape" && results.contains(at)) {
      field.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const links = [...results.querySelectorAll(".card-title a")];
      const current = links.findIndex((link) => link.closest("li").contains(at));
      if (at !== field && current < 0) return;
      const next = current + (event.key === "ArrowDown" ? 1 : -1);
      if (at === field && event.key === "ArrowUp") return;
      event.preventDefault();
      (next < 0 ? field : links[Math.min(next, links.length - 1)] || field).focus();
    }
  });

  page.hidden = false;
  read();
})();
