/** The one style sheet of all pages. It stands in the page itself, so its hash is in the policy. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#eef1f6, #14171d);
  --card: light-dark(#ffffff, #1f242d);
  --line: light-dark(#d8dee8, #39414f);
  --text: light-dark(#1b2230, #e8ecf3);
  --soft: light-dark(#5a6578, #a3aebf);
  --accent: light-dark(#1f5fbf, #7fb0ff);
  --on-accent: light-dark(#ffffff, #10151d);
  --hover: light-dark(#f3f6fb, #283040);
  --alert: light-dark(#a3261b, #ff9d92);
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; padding: 1.5rem 1rem;
  display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 1rem;
  background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}
main {
  width: 100%; max-width: 27.5rem; padding: 2rem;
  background: var(--card); border: 1px solid var(--line); border-radius: .75rem;
  box-shadow: 0 .5rem 2rem rgb(0 0 0 / .08);
}
.brand { display: flex; align-items: center; gap: .6rem; margin: 0 0 1.5rem; color: var(--soft); font-size: .875rem; overflow-wrap: anywhere; }
.mark { flex: none; width: 1.1rem; height: 1.1rem; border-radius: 50% 50% 50% 0; background: var(--accent); transform: rotate(-45deg); }
h1 { margin: 0 0 .25rem; font-size: 1.5rem; line-height: 1.25; font-weight: 600; overflow-wrap: anywhere; }
p { margin: 0 0 1rem; overflow-wrap: anywhere; }
.soft { color: var(--soft); }
ul { margin: 0 0 1.25rem; padding: 0; list-style: none; }
.accounts { margin: 1.25rem -1rem 0; }
button { font: inherit; color: inherit; cursor: pointer; }
.account {
  display: flex; align-items: center; gap: .875rem; width: 100%; padding: .75rem 1rem;
  background: none; border: 0; border-radius: .5rem; text-align: left;
}
.account:hover { background: var(--hover); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.account .who { min-width: 0; }
.account .name, .account .upn { display: block; overflow-wrap: anywhere; }
.account .name { font-weight: 600; }
.account .upn { color: var(--soft); font-size: .875rem; }
.avatar {
  flex: none; display: grid; place-items: center; width: 2.5rem; height: 2.5rem; border-radius: 50%;
  background: var(--accent); color: var(--on-accent); font-weight: 600; font-size: .9375rem;
}
.tag { padding: .05rem .5rem; border: 1px solid var(--line); border-radius: 1rem; font-size: .75rem; font-weight: 400; color: var(--soft); white-space: nowrap; }
.permissions li { padding: .75rem 0; border-top: 1px solid var(--line); }
.permissions strong, .permissions span { display: block; overflow-wrap: anywhere; }
.actions { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: .75rem; }
.button { min-width: 6.5rem; padding: .5rem 1.25rem; border: 1px solid var(--line); border-radius: .375rem; background: var(--card); }
a { color: var(--accent); }
a.button { color: inherit; text-align: center; text-decoration: none; }
.button:hover { background: var(--hover); }
.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
.primary:hover { background: var(--accent); filter: brightness(1.08); }
.code { color: var(--alert); font-weight: 600; }
h1 + p { margin-top: .75rem; }
h1 + .soft { margin-top: 0; }
.hint { padding: .75rem 1rem; border-left: 3px solid var(--accent); background: var(--hover); border-radius: 0 .375rem .375rem 0; font-size: .875rem; }
dl { margin: 0 0 1.25rem; font-size: .8125rem; color: var(--soft); display: grid; grid-template-columns: auto 1fr; gap: .15rem .75rem; }
dt { margin: 0; }
dd { margin: 0; overflow-wrap: anywhere; font-family: ui-monospace, Menlo, Consolas, monospace; }
iframe { display: none; }
footer { max-width: 27.5rem; color: var(--soft); font-size: .8125rem; text-align: center; }
@media (max-width: 30rem) {
  body { padding: 0; justify-content: flex-start; background: var(--card); }
  main { border: 0; border-radius: 0; box-shadow: none; padding: 1.5rem; }
  footer { padding: 0 1.5rem 1.5rem; }
}
`;
