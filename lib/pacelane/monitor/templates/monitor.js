// Live refresh, buttons without leaving the page, copying. Everything works without this file, too.
'use strict';
(() => {
  const token = document.querySelector('meta[name="pacelane-token"]')?.content ?? '';
  const live = document.getElementById('live');
  const regions = new Map(); // what the server sent last, by the id of its region
  // What the page shows: changes since then are told at once when it begins to listen.
  const versionOf = (page) => page.querySelector('meta[name="pacelane-version"]')?.content ?? '';
  let version = versionOf(document);

  const tell = (text) => {
    const show = (what) => { document.getElementById('toast').textContent = what; };
    show(text);
    clearTimeout(tell.timer);
    tell.timer = setTimeout(() => show(''), 8000);
  };
  const say = (text) => { if (live && live.textContent !== text) live.textContent = text; };

  // ---- refresh: only what changed, and never under somebody's hands.
  const remember = () => {
    regions.clear();
    for (const region of document.querySelectorAll('[data-live]')) regions.set(region.id, region.innerHTML);
  };
  remember();

  const inHand = () => {
    const active = document.activeElement;
    if (active && active.matches('input:not([type=hidden]):not([type=checkbox]), textarea, select')) return true;
    const selection = getSelection();
    return !!selection && !selection.isCollapsed;
  };

  // Something that takes the focus, told by what it leads to and not by its place: rows come and go above it.
  const focusable = 'a, button, summary, input:not([type=hidden]), [tabindex]';
  const nameOf = (e) => {
    if (e.matches('button') && e.form) return `button ${e.getAttribute('formaction') ?? e.type} ${[...e.form.querySelectorAll('input[type=hidden]:not([name=token])')].map((i) => `${i.name}=${i.value}`)}`;
    if (e.matches('input')) return `input ${e.name} ${e.value}`;
    return `${e.tagName} ${e.getAttribute('href') ?? e.closest('details')?.id ?? e.getAttribute('aria-label')}`;
  };
  const placeOf = (region, e) => {
    const all = [...region.querySelectorAll(focusable)], name = nameOf(e);
    return { index: all.indexOf(e), name, nth: all.filter((other) => nameOf(other) === name).indexOf(e) };
  };
  const found = (region, place) => {
    const all = [...region.querySelectorAll(focusable)];
    return all.filter((e) => nameOf(e) === place.name)[place.nth] ?? all[place.index];
  };

  const put = (region, html) => {
    const open = [...region.querySelectorAll('details[open][id]')].map((d) => d.id);
    const marked = new Set([...region.querySelectorAll('input[type=checkbox]:checked')].map((i) => i.value));
    const place = region.contains(document.activeElement) ? placeOf(region, document.activeElement) : null;
    // An output that is read stays where it is; one whose end is read is followed.
    const scrolled = [...region.querySelectorAll('.output')].map((o) => (o.scrollTop + o.clientHeight >= o.scrollHeight - 4 ? Infinity : o.scrollTop));
    region.innerHTML = html;
    region.querySelectorAll('.output').forEach((o, i) => { o.scrollTop = Math.min(scrolled[i] ?? 0, o.scrollHeight); });
    for (const id of open) document.getElementById(id)?.setAttribute('open', '');
    for (const box of region.querySelectorAll('input[type=checkbox]')) box.checked = marked.has(box.value);
    if (place) found(region, place)?.focus({ preventScroll: true });
    dress();
  };

  // What somebody may have changed in the page follows only where nobody has.
  const followTexts = (page) => {
    for (const fresh of page.querySelectorAll('textarea')) {
      const here = document.getElementById(fresh.id);
      if (!here || here.value !== here.defaultValue || here.defaultValue === fresh.defaultValue) continue;
      here.defaultValue = here.value = fresh.defaultValue;
      count(here);
    }
  };
  const take = (page) => {
    const theirs = [...page.querySelectorAll('[data-live]')];
    if (theirs.length !== regions.size || theirs.some((fresh) => !regions.has(fresh.id))) {
      // Another page than it was: a draft that has come to be written.
      document.getElementById('main').innerHTML = page.getElementById('main').innerHTML;
      remember();
      dress();
    }
    for (const fresh of theirs) {
      const html = fresh.innerHTML;
      if (regions.get(fresh.id) === html) continue;
      regions.set(fresh.id, html);
      put(document.getElementById(fresh.id), html);
    }
    followTexts(page);
    document.title = page.title;
    version = versionOf(page);
  };

  let waiting = false, running = false, again = false;
  const refresh = async () => {
    if (inHand()) { waiting = true; say('paused while you work'); return; }
    if (running) { again = true; return; }
    running = true;
    waiting = false;
    try {
      const answer = await fetch(location.pathname + location.search, { headers: { Accept: 'text/html' }, cache: 'no-store' });
      if (answer.redirected || answer.status === 401) { location.reload(); return; }
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (inHand()) { waiting = true; say('paused while you work'); return; }
      // The monitor was started anew: the buttons of this page are the old one's.
      if (page.querySelector('meta[name="pacelane-token"]')?.content !== token) { location.reload(); return; }
      const x = scrollX, y = scrollY;
      take(page);
      const nav = page.querySelector('nav'), ours = document.querySelector('nav');
      if (nav && ours && nav.innerHTML !== ours.innerHTML && !ours.contains(document.activeElement)) ours.innerHTML = nav.innerHTML;
      const footer = page.querySelector('footer');
      if (footer) document.querySelector('footer').innerHTML = footer.innerHTML;
      scrollTo({ left: x, top: y, behavior: 'instant' });
      say(listening() ? 'live' : 'refreshed every 5 s');
    } catch {
      say('the monitor does not answer');
    } finally {
      running = false;
      if (again) { again = false; setTimeout(refresh, 500); }
    }
  };
  const resume = () => { if (waiting && !inHand()) refresh(); };
  document.addEventListener('focusout', () => setTimeout(resume, 200));
  document.addEventListener('selectionchange', () => { clearTimeout(resume.timer); resume.timer = setTimeout(resume, 500); });

  let source = null, poll = 0;
  const listening = () => source?.readyState === EventSource.OPEN;
  const listen = () => {
    if (!window.EventSource || !live) return;
    source = new EventSource(`${document.querySelector('meta[name="pacelane-events"]').content}?since=${encodeURIComponent(version)}`);
    source.addEventListener('open', () => { clearInterval(poll); poll = 0; say('live'); });
    source.addEventListener('change', () => refresh());
    source.addEventListener('error', () => {
      if (!poll) poll = setInterval(() => { if (!document.hidden) refresh(); }, 5000);
      // Refused for good (too many listen): asked for again in a while.
      if (source.readyState === EventSource.CLOSED) setTimeout(listen, 30000);
    });
  };
  if (live) {
    if (window.EventSource) listen(); else poll = setInterval(refresh, 5000);
    setInterval(() => { if (!document.hidden) refresh(); }, 30000); // ages grow without any change
    document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh(); });
    addEventListener('pagehide', () => source?.close());
    addEventListener('pageshow', (event) => { if (event.persisted) { listen(); refresh(); } }); // back to a page that the browser kept
  }
  document.getElementById('refresh')?.addEventListener('click', (event) => { event.preventDefault(); document.activeElement?.blur(); refresh(); });

  // ---- buttons
  document.addEventListener('submit', async (event) => {
    const form = event.target;
    if (!form.matches('form[data-action]')) return;
    event.preventDefault();
    const button = event.submitter;
    if (button) button.disabled = true;
    try {
      const fields = {}; // of a name that is repeated, the marked ones, a list
      for (const [name, value] of new FormData(form)) if (name !== 'token') fields[name] = name in fields ? [fields[name], value].flat() : value;
      const answer = await fetch(button?.hasAttribute('formaction') ? button.formAction : form.action, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-Pacelane-Token': token },
        body: JSON.stringify(fields),
      });
      const result = await answer.json().catch(() => ({}));
      if (answer.status === 409 && result.offer) {
        location.href = result.offer;
        return;
      }
      tell(answer.ok ? (result.was_running ? `${result.title}: at work already` : `${result.title}: started`) : (result.error?.message ?? `refused (${answer.status})`));
      document.activeElement?.blur();
      refresh();
    } catch {
      tell('the monitor does not answer');
    } finally {
      if (button) { button.disabled = false; button.focus({ preventScroll: true }); }
    }
  });

  // ---- the theme: the system's, until somebody chooses; page.html applies the choice before anything is drawn
  const themes = ['auto', 'light', 'dark'];
  const theme = document.getElementById('theme');
  const chosen = () => document.documentElement.dataset.theme ?? 'auto';
  const name = () => { theme.textContent = `Theme: ${chosen()}`; };
  if (theme) {
    name();
    theme.hidden = false;
    theme.addEventListener('click', () => {
      const next = themes[(themes.indexOf(chosen()) + 1) % themes.length];
      if (next === 'auto') delete document.documentElement.dataset.theme; else document.documentElement.dataset.theme = next;
      try {
        if (next === 'auto') localStorage.removeItem('pacelane-theme'); else localStorage.setItem('pacelane-theme', next);
      } catch { /* a browser that keeps nothing: the choice lasts for this page */ }
      name();
    });
  }

  // ---- lengths, as each platform counts them
  const segmenter = window.Intl?.Segmenter ? new Intl.Segmenter(undefined, { granularity: 'grapheme' }) : null;
  const graphemes = (text) => (segmenter ? [...segmenter.segment(text)].map((s) => s.segment) : [...text]);
  const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;
  const encoder = new TextEncoder();
  const counters = {
    utf16: (text) => text.length,
    graphemes: (text) => graphemes(text.normalize('NFC')).length,
    emoji_bytes: (text) => graphemes(text.normalize('NFC')).reduce((sum, g) => sum + (emoji.test(g) ? encoder.encode(g).length : 1), 0),
    x_weighted: (text) => graphemes(text.normalize('NFC')).reduce((sum, g) => {
      if (emoji.test(g)) return sum + 2;
      return sum + [...g].reduce((w, c) => {
        const p = c.codePointAt(0);
        return w + (p <= 4351 || (p >= 8192 && p <= 8205) || (p >= 8208 && p <= 8223) || (p >= 8242 && p <= 8247) ? 1 : 2);
      }, 0);
    }, 0),
  };
  const length = (text, counting, url) => {
    if (!url) return counters[counting](text);
    let links = 0;
    const rest = text.replace(/(?<![a-z])https?:\/\/\S+?(?=[.,;:!?)\]}'"]*(?:\s|$))/gi, () => { links += 1; return ''; });
    return counters[counting](rest) + links * url;
  };
  const beforeFold = (text, lines, width) => {
    let line = 0, column = 0, shown = '';
    for (const c of text.trimEnd()) {
      const breaks = c === '\n';
      if (!breaks && column === width) { column = 0; line += 1; }
      if (line === lines || (breaks && line + 1 === lines)) return `${shown}…`;
      shown += c;
      column = breaks ? 0 : column + 1;
      if (breaks) line += 1;
    }
    return text;
  };
  const count = (area) => {
    for (const row of document.querySelectorAll('[data-limit]')) {
      if (row.dataset.limit !== area.id) continue;
      const is = length(area.value, row.dataset.counting, Number(row.dataset.url));
      const shown = row.querySelector('.count');
      shown.textContent = String(is);
      shown.classList.toggle('over', is > Number(row.dataset.most));
      for (const fold of row.querySelectorAll('[data-lines]')) fold.textContent = beforeFold(area.value, Number(fold.dataset.lines), Number(fold.dataset.width));
    }
  };
  document.addEventListener('input', (event) => { if (event.target.matches('[data-copy]')) count(event.target); });

  // ---- what works with this file only, and what is told of marks
  const boxes = (name) => [...document.querySelectorAll(`input[type=checkbox][name="${name}"]`)];
  const dress = () => {
    for (const button of document.querySelectorAll('[data-copy-button], [data-mark-all]')) button.hidden = false;
    for (const told of document.querySelectorAll('[data-marks]')) {
      const all = boxes(told.dataset.marks), marked = all.filter((box) => box.checked).length;
      const text = marked ? `${marked} marked` : '';
      if (told.textContent !== text) told.textContent = text;
      told.closest('form').classList.toggle('some', marked > 0);
      const button = document.querySelector(`[data-mark-all="${told.dataset.marks}"]`);
      if (button) button.textContent = marked === all.length ? 'Mark none' : 'Mark all';
    }
  };
  dress();
  document.addEventListener('change', (event) => { if (event.target.matches('input[type=checkbox]')) dress(); });
  document.addEventListener('keydown', (event) => { if (event.key === 'Enter' && event.target.matches('input[type=checkbox]')) event.preventDefault(); }); // it would send the form
  addEventListener('pageshow', dress); // a browser may bring marks back
  document.addEventListener('click', async (event) => {
    const marks = event.target.closest?.('[data-mark-all]');
    if (marks) {
      const all = boxes(marks.dataset.markAll), none = all.every((box) => box.checked);
      for (const box of all) box.checked = !none;
      dress();
      return;
    }
    const button = event.target.closest?.('[data-copy-button]');
    if (!button) return;
    const area = document.getElementById(button.dataset.copyButton);
    const says = document.querySelector(`[data-says="${area.id}"]`);
    try {
      await navigator.clipboard.writeText(area.value);
      says.textContent = 'copied';
    } catch {
      area.select(); // an address without TLS has no clipboard
      says.textContent = document.execCommand('copy') ? 'copied' : 'selected: press Ctrl+C';
    }
  });
})();
