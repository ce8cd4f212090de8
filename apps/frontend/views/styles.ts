/** The look of every page. Colours follow the system's light or dark setting. */
export const styles = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f5f4ef, #10140f);
  --sheet: light-dark(#ffffff, #191e18);
  --ink: light-dark(#1a211c, #eaf0ea);
  --soft: light-dark(#59635c, #a3b0a6);
  --line: light-dark(#dcdcd2, #313930);
  --leaf: light-dark(#0b6b50, #5fd3a5);
  --on-leaf: light-dark(#ffffff, #06251a);
  --rust: light-dark(#a8321a, #ff9a80);
  --rust-tint: light-dark(#fdf3ef, #241915);
  --rust-line: light-dark(#ecc9bd, #573228);
  --code: light-dark(#f4e2da, #3a2720);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, "Segoe UI", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
a { color: var(--leaf); }
h1, h2, h3, p, dl, ol, ul, pre { margin: 0; }
h1 { font-size: clamp(1.9rem, 5vw, 2.9rem); line-height: 1.1; letter-spacing: -0.03em; overflow-wrap: anywhere; }
h2 { font-size: 1.3rem; line-height: 1.3; letter-spacing: -0.01em; }
h3 { font-size: 0.8rem; letter-spacing: 0.08em; text-transform: uppercase; color: var(--soft); }
:focus-visible { outline: 3px solid var(--leaf); outline-offset: 3px; border-radius: 6px; }
[tabindex="-1"]:focus { outline: none; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.bar { display: flex; flex-wrap: wrap; gap: 0.75rem 1.5rem; align-items: center; justify-content: space-between; max-width: 60rem; margin: 0 auto; padding: 1.1rem 1.25rem; }
.brand { display: inline-flex; gap: 0.6rem; align-items: center; font-weight: 700; font-size: 1.1rem; letter-spacing: -0.02em; color: inherit; text-decoration: none; }
.account { display: flex; gap: 0.7rem; align-items: center; min-width: 0; }
.avatar { display: grid; place-items: center; flex: none; width: 2.4rem; height: 2.4rem; border-radius: 50%; background: var(--leaf); color: var(--on-leaf); font-weight: 650; font-size: 0.9rem; }
.who { display: grid; min-width: 0; line-height: 1.3; font-size: 0.9rem; }
.who > * { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.upn { color: var(--soft); font-size: 0.82rem; }
.quiet { flex: none; margin-left: 0.4rem; padding: 0.45rem 0.85rem; border: 1px solid var(--line); border-radius: 999px; color: inherit; font-size: 0.88rem; text-decoration: none; }
.quiet:hover { border-color: var(--leaf); color: var(--leaf); }

.hero { display: grid; gap: 1.1rem; padding: 2rem 0 2.25rem; }
.hero p { max-width: 40rem; color: var(--soft); font-size: 1.06rem; }
.hero p strong { color: var(--ink); overflow-wrap: anywhere; }
.button { display: inline-block; padding: 0.8rem 1.4rem; border: 0; border-radius: 999px; background: var(--leaf); color: var(--on-leaf); font-size: 1rem; font-weight: 650; text-decoration: none; }
.button:hover { filter: brightness(1.1); }

.flow { display: grid; grid-template-columns: repeat(4, 1fr); padding: 1.6rem; border: 1px solid var(--line); border-radius: 18px; background: var(--sheet); list-style: none; }
.flow li { position: relative; display: grid; gap: 0.7rem; align-content: start; padding-right: 1rem; }
.flow li:not(:last-child)::after { content: ""; position: absolute; top: 1.15rem; left: 2.9rem; right: 0.45rem; border-top: 2px dashed var(--line); }
.flow li.done:has(+ .done)::after { border-top: 2px solid var(--leaf); }
.flow li:has(+ .failed)::after { border-top-color: var(--rust); }
.flow svg { width: 2.4rem; height: 2.4rem; padding: 0.4rem; border: 2px solid var(--line); border-radius: 50%; background: var(--paper); fill: none; stroke: var(--soft); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.flow .done svg { border-color: var(--leaf); background: var(--leaf); stroke: var(--on-leaf); }
.flow .failed svg { border-color: var(--rust); background: var(--rust); stroke: var(--sheet); }
.flow .waiting svg { stroke-width: 4; }
.step { display: grid; line-height: 1.4; }
.caption { color: var(--soft); font-size: 0.88rem; }
.failed .caption { color: var(--rust); font-weight: 600; }

.card { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; margin-top: 1.25rem; padding: 1.6rem; border: 1px solid var(--line); border-radius: 18px; background: var(--sheet); }
.failure { border-color: var(--rust-line); background: var(--rust-tint); }
.failure h2, .failure h1 { color: var(--rust); }
.failure h3 { margin-top: 0.5rem; padding-top: 1.1rem; border-top: 1px solid var(--rust-line); }
.alone { max-width: 38rem; margin: 3rem auto 0; padding: 2rem; }
.alone h1 { font-size: 1.8rem; }
.status { color: var(--soft); font-size: 0.9rem; }
.card ul { display: grid; gap: 0.55rem; padding-left: 1.1rem; font-size: 0.95rem; overflow-wrap: anywhere; }
code { font: 0.9em/1.55 ui-monospace, "Cascadia Code", Consolas, monospace; }
.card li code { padding: 0.1em 0.35em; border-radius: 5px; background: var(--code); -webkit-box-decoration-break: clone; box-decoration-break: clone; }
dl { display: grid; }
dl div { display: grid; grid-template-columns: 13rem minmax(0, 1fr); gap: 1rem; padding: 0.6rem 0; border-top: 1px solid var(--line); }
dl div:first-child { border-top: 0; }
dt { color: var(--soft); }
dd { margin: 0; font-weight: 550; overflow-wrap: anywhere; }
summary { width: fit-content; cursor: pointer; color: var(--soft); font-size: 0.93rem; }
pre { margin-top: 0.7rem; padding: 1rem; border-radius: 12px; background: var(--paper); font-size: 0.93rem; overflow-x: auto; }

@media (max-width: 40rem) {
  .account { width: 100%; }
  .who { flex: 1; }
  .hero { padding: 1rem 0 1.75rem; }
  .action { width: 100%; text-align: center; }
  .flow { grid-template-columns: 1fr; padding: 1.2rem; }
  .flow li { grid-template-columns: 2.4rem 1fr; gap: 0.9rem; padding: 0 0 1.4rem; }
  .flow li:last-child { padding-bottom: 0; }
  .flow li:not(:last-child)::after { top: 2.7rem; bottom: 0.3rem; left: 1.15rem; right: auto; border-top: 0; border-left: 2px dashed var(--line); }
  .flow li.done:has(+ .done)::after { border-top: 0; border-left: 2px solid var(--leaf); }
  .flow li:has(+ .failed)::after { border-left-color: var(--rust); }
  .card { padding: 1.2rem; }
  dl div { grid-template-columns: 1fr; gap: 0.1rem; }
}
`;
