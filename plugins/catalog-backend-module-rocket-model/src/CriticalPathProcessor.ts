import {
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorEmit,
} from '@backstage/plugin-catalog-node';
import {
  CRITICAL_PATH_API_VERSION,
  CRITICAL_PATH_KIND,
  criticalPathSpecShape,
  graphProblems,
} from '@rocket/plugin-critical-paths-common';
import type { LocationSpec } from '@backstage/plugin-catalog-common';

/**
 * What the model layer cannot say about a critical path: the rules over its
 * graph, and the relations to the components of its steps.
 */
export class CriticalPathProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'CriticalPathProcessor';
  }

  /**
   * Refuses a path whose graph is unsound, naming every problem and its place.
   * Leaves shape errors to the model layer, which reports them by itself, and
   * never claims an entity: an unknown version must not become valid here.
   */
  async validateEntityKind(entity: Entity): Promise<boolean> {
    const spec = readSpec(entity);
    if (!spec) {
      return false;
    }
    const problems = [...graphProblems(spec), ...componentProblems(spec)];
    if (problems.length > 0) {
      throw new InputError(
        problems
          .map(({ message, path }) => `${message} (spec.${path.join('.')})`)
          .join('; '),
      );
    }
    return false;
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const spec = readSpec(entity);
    if (!spec) {
      return entity;
    }
    const path = getCompoundEntityRef(entity);
    const components = new Set(
      spec.steps.map(step =>
        stringifyEntityRef(parseComponentRef(step.component, path.namespace)),
      ),
    );
    for (const component of components) {
      const target = parseEntityRef(component);
      emit(
        processingResult.relation({
          source: path,
          type: RELATION_DEPENDS_ON,
          target,
        }),
      );
      emit(
        processingResult.relation({
          source: target,
          type: RELATION_DEPENDENCY_OF,
          target: path,
        }),
      );
    }
    return entity;
  }
}

function readSpec(entity: Entity) {
  if (
    entity.kind !== CRITICAL_PATH_KIND ||
    entity.apiVersion !== CRITICAL_PATH_API_VERSION
  ) {
    return undefined;
  }
  return criticalPathSpecShape.safeParse(entity.spec).data;
}

function parseComponentRef(reference: string, namespace: string) {
  return parseEntityRef(reference, {
    defaultKind: 'Component',
    defaultNamespace: namespace,
  });
}

function componentProblems(
  spec: NonNullable<ReturnType<typeof readSpec>>,
): Array<{ message: string; path: Array<string | number> }> {
  return spec.steps.flatMap((step, index) => {
    const path = ['steps', index, 'component'];
    try {
      const { kind } = parseComponentRef(step.component, 'default');
      return kind.toLocaleLowerCase('en-US') === 'component'
        ? []
        : [
            {
              message: `Step "${step.id}" refers to a ${kind}; a step is a Component`,
              path,
            },
          ];
    } catch {
      return [
        {
          message: `Step "${step.id}" has "${step.component}", which is no entity reference`,
          path,
        },
      ];
    }
  });
}
