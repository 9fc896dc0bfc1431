import { catalogArn } from './identifiers';
import { Product, Tag } from './types';

/** The tags that Service Catalog gives to all that is provisioned, by itself. */
export function systemTags(product: Product, userArn: string): Tag[] {
  return [
    {
      Key: 'aws:servicecatalog:productArn',
      Value: catalogArn({ kind: 'product', ...product }),
    },
    { Key: 'aws:servicecatalog:provisioningPrincipalArn', Value: userArn },
  ];
}
