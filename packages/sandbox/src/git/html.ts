const style = `
  :root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  h1 { font-size: 1.25rem; }
  ul { list-style: none; padding: 0; }
  li { border-top: 1px solid color-mix(in srgb, currentColor 15%, transparent); padding: .35rem 0; }
  span, p { opacity: .75; }
  pre { overflow: auto; padding: 1rem; border: 1px solid color-mix(in srgb, currentColor 15%, transparent); border-radius: 6px; }
`;

/** A whole page; the body is HTML already. */
export function renderPage(options: { title: string; body: string }): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(options.title)}</title><style>${style}</style></head><body><main>${options.body}</main></body></html>`;
}

/** A text as HTML, in element content or in an attribute with quotes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
