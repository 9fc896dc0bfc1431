/** The address when a browser may safely open it, for what others wrote. */
export function safeUrl(text: string | undefined): string | undefined {
  return text && /^https?:\/\//i.test(text) && URL.canParse(text)
    ? text
    : undefined;
}
