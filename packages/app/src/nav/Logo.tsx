/** Rocket's mark: a rocket that stands on three bars, the rungs of the scoreboard. */
export const LogoMark = (props: { size?: number }) => (
  <svg
    width={props.size ?? 28}
    height={props.size ?? 28}
    viewBox="4 2 24 28"
    aria-hidden="true"
  >
    <path
      d="M16 3.5c3.9 3 5.7 6.9 5.7 11.3V19H10.3v-4.2C10.3 10.4 12.1 6.5 16 3.5Z"
      fill="#fff"
    />
    <circle cx="16" cy="12" r="2.3" fill="#2f6fed" />
    <path d="M9 14.5 5.5 20v2.5L9 21Zm14 0 3.5 5.5v2.5L23 21Z" fill="#8fb4ff" />
    <rect x="10.3" y="21" width="2.6" height="4" rx="1" fill="#ffb454" />
    <rect x="14.7" y="21" width="2.6" height="8" rx="1" fill="#ffb454" />
    <rect x="19.1" y="21" width="2.6" height="6" rx="1" fill="#ffb454" />
  </svg>
);
