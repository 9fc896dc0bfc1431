import { Parameter, Product } from './types';

const NAME: Parameter = {
  key: 'Name',
  type: 'String',
  description: 'Name of what is made.',
  allowedPattern: '^[a-z][a-z0-9-]{2,39}$',
  maxLength: '40',
};
const LOG_GROUP = { key: 'LogGroup', description: 'Where it logs.' };
const ARN = { key: 'ResourceArn', description: 'ARN of what was made.' };

/** Parameters and outputs of the template behind a product of the company. */
export function parametersOf(
  key: string,
): Pick<Product, 'parameters' | 'outputs'> {
  if (/^aurora/.test(key)) {
    return {
      parameters: [
        NAME,
        {
          key: 'AllocatedStorage',
          type: 'Number',
          description: 'Storage in GiB.',
          defaultValue: '100',
          minValue: '20',
          maxValue: '65536',
        },
        {
          key: 'InstanceClass',
          type: 'String',
          description: 'Size of one instance.',
          defaultValue: 'db.r6g.large',
          allowedValues: ['db.t4g.medium', 'db.r6g.large', 'db.r6g.2xlarge'],
        },
        {
          key: 'MasterPassword',
          type: 'String',
          description: 'Password of the administrator.',
          noEcho: true,
        },
      ],
      outputs: [
        { key: 'Endpoint', description: 'Host and port.' },
        { key: 'MasterPassword', description: 'First password.' },
        ARN,
      ],
    };
  }
  if (/-service$|-app$/.test(key)) {
    return {
      parameters: [
        NAME,
        {
          key: 'DesiredCount',
          type: 'Number',
          description: 'Number of instances.',
          defaultValue: '2',
          minValue: '1',
          maxValue: '60',
        },
      ],
      outputs: [{ key: 'Url', description: 'Where it answers.' }, LOG_GROUP],
    };
  }
  return { parameters: [NAME], outputs: [ARN] };
}
