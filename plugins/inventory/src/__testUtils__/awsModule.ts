import type { FetchApi } from '@backstage/frontend-plugin-api';
import type { DriftRow } from '../model/driftPage';
import type { Answers } from './answers';

const API = '/api/catalog/aws-service-catalog';

/**
 * A stand-in of the module's API as its OpenAPI document has it, which filters,
 * sorts and pages what it is given, and refuses what the real one refuses.
 */
export function awsModule(
  answers: Answers,
  /** Gets what is asked, as "GET path?query". */
  asked: string[] = [],
): FetchApi['fetch'] {
  const { summary, drift, scopes } = answers;
  return async (input, init) => {
    const { pathname, search, searchParams } = new URL(
      input instanceof Request ? input.url : String(input),
    );
    const isCsv = new Headers(init?.headers).get('accept') === 'text/csv';
    asked.push(`${init?.method ?? 'GET'} ${pathname}${search}`);
    if (summary && pathname === `${API}/summary`) {
      return Response.json(summary);
    }
    if (summary && pathname === `${API}/drift`) {
      return isCsv ? csvOf(searchParams) : driftPage(drift, searchParams);
    }
    if (scopes && pathname.startsWith(`${API}/scopes`)) {
      return Response.json({ scopes });
    }
    return new Response('', { status: 404 });
  };
}

/** What the file holds is the module's; here it tells what was asked of it. */
function csvOf(params: URLSearchParams): Response {
  return new Response(`asked\r\n${params}\r\n`, {
    headers: { 'content-type': 'text/csv; charset=utf-8' },
  });
}

const sortKeys: Record<string, (row: DriftRow) => string> = {
  name: ({ entityRef }) => entityRef.split('/')[1],
  owner: ({ owner }) => owner ?? '',
  level: ({ drift = [] }) =>
    drift
      .map(({ level }) => level)
      .sort()
      .at(-1)!,
};

function driftPage(rows: DriftRow[], params: URLSearchParams): Response {
  const teams = params
    .getAll('team')
    .map(team => (team.includes(':') ? team : `group:default/${team}`));
  const accounts = params.getAll('account');
  const kinds = params.getAll('kind');
  const known = rows.flatMap(({ drift = [] }) => drift.map(({ kind }) => kind));
  if (
    accounts.some(account => !/^\d{12}$/.test(account)) ||
    kinds.some(kind => !known.includes(kind))
  ) {
    return new Response('', { status: 400 });
  }
  const key = sortKeys[params.get('sort') ?? 'level'];
  const sign = params.get('order') === 'desc' ? -1 : 1;
  const offset = Number(params.get('offset'));
  const found = rows
    .filter(
      ({ owner, places, drift = [] }) =>
        fits(teams, [owner]) &&
        fits(
          accounts,
          places.map(({ account }) => account),
        ) &&
        fits(
          kinds,
          drift.map(({ kind }) => kind),
        ),
    )
    .sort((a, b) => sign * (key(a) < key(b) ? -1 : Number(key(a) > key(b))));
  return Response.json({
    totalItems: found.length,
    items: found.slice(offset, offset + Number(params.get('limit'))),
  });
}

function fits(chosen: string[], values: Array<string | undefined>): boolean {
  return chosen.length === 0 || values.some(value => chosen.includes(value!));
}
