import { Request, Response } from 'express';
import { rootUrlOf } from './rootUrl';

/** Gitea's defaults, `DEFAULT_PAGING_NUM` and `MAX_RESPONSE_ITEMS`. */
const defaultPageSize = 30;
const maximalPageSize = 50;

/** The page that was asked for: 1 is the first. */
export function readPage(request: Request): { page: number; limit: number } {
  const read = (name: string) => {
    const value = Number(request.query[name]);
    return Number.isInteger(value) && value > 0 ? value : undefined;
  };
  return {
    page: read('page') ?? 1,
    limit: Math.min(read('limit') ?? defaultPageSize, maximalPageSize),
  };
}

/** Says by a header where the neighbouring pages are. */
export function setLinks(
  request: Request,
  response: Response,
  options: { page: number; limit: number; total: number },
): void {
  const { page, limit, total } = options;
  const last = Math.max(1, Math.ceil(total / limit));
  const targets: Array<[string, number]> = [];
  if (page < last) {
    targets.push(['next', page + 1], ['last', last]);
  }
  if (page > 1) {
    targets.push(['first', 1], ['prev', page - 1]);
  }
  const links = targets.map(([relation, target]) => {
    const url = new URL(request.originalUrl, rootUrlOf(request));
    url.searchParams.set('page', String(target));
    return `<${url}>; rel="${relation}"`;
  });
  if (links.length > 0) {
    response.setHeader('Link', links.join(','));
  }
}
