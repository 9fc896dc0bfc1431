import {
  createCatalogModelLayer,
  type CatalogModelLayer,
} from '@backstage/catalog-model/alpha';

/** What Rocket reads from the annotations of components, and the values that it understands. */
export const annotationsModel: CatalogModelLayer = createCatalogModelLayer({
  layerId: 'rocket.dev/annotations',
  builder: model => {
    model.addAnnotation({
      name: 'newrelic.com/entity-guid',
      title: 'New Relic entity',
      description:
        'The GUID of the entity in New Relic that is this component; joins the two without a search.',
      schema: { jsonSchema: { type: 'string', minLength: 1 } },
    });
    model.addAnnotation({
      name: 'newrelic.com/app-name',
      title: 'New Relic application name',
      description:
        'The name under which the component reports to New Relic; used to find its entity when no GUID is given.',
      schema: { jsonSchema: { type: 'string', minLength: 1 } },
    });
    model.addAnnotation({
      name: 'newrelic.com/account-id',
      title: 'New Relic account',
      description:
        'The New Relic account that the component reports to, when it is not the default one.',
      schema: { jsonSchema: { type: 'string', pattern: '^[0-9]+$' } },
    });
    model.addAnnotation({
      name: 'rocket.dev/tier',
      title: 'Tier',
      description:
        'How critical the component is, from 0 (the company stops without it) to 3. Critical paths can make the effective tier more critical.',
      schema: { jsonSchema: { type: 'string', enum: ['0', '1', '2', '3'] } },
    });
    model.addAnnotation({
      name: 'rocket.dev/client-facing',
      title: 'Client facing',
      description:
        '"true" when clients of the company meet the component; such a component never takes the fast lane.',
      schema: { jsonSchema: { type: 'string', enum: ['true', 'false'] } },
    });
    model.addAnnotation({
      name: 'rocket.dev/entity-ref',
      title: 'Rocket entity',
      description:
        'The entity that a resource made by Rocket belongs to; Rocket writes the same fact as a tag in AWS and New Relic.',
    });
  },
});
