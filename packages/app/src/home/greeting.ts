/** "Good morning, Ana": by the hour on the reader's clock; without a name, just the greeting. */
export function greeting(now: Date, displayName?: string): string {
  const hour = now.getHours();
  let words = 'Good evening';
  if (hour >= 5 && hour < 12) {
    words = 'Good morning';
  } else if (hour >= 12 && hour < 19) {
    words = 'Good afternoon';
  }
  const firstName = displayName?.trim().split(/\s+/)[0];
  return firstName ? `${words}, ${firstName}` : words;
}
