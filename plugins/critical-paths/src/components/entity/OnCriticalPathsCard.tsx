import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import { criticalPathRefs } from '../../lib/isOnCriticalPath';
import { PathStatuses } from '../home/PathStatuses';

/** The critical paths that a component is a step of, with their status. */
export function OnCriticalPathsCard() {
  const { entity } = useEntity();
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          On critical paths
        </Text>
      </CardHeader>
      <CardBody>
        <PathStatuses entityRefs={criticalPathRefs(entity)} />
      </CardBody>
    </Card>
  );
}
