/** The account in an entity guid, which is base64 of `account|domain|type|id`. */
export function accountOf(guid: string): number | undefined {
  const [account, ...rest] = Buffer.from(guid, 'base64')
    .toString('latin1')
    .split('|');
  return rest.length === 3 && /^\d+$/.test(account)
    ? Number(account)
    : undefined;
}
