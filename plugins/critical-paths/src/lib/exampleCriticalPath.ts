/** The smallest CriticalPath worth having, for readers who have none yet. */
export const exampleCriticalPath = `apiVersion: rocket.dev/v1alpha1
kind: CriticalPath
metadata:
  name: card-authorization
  title: Card authorization
spec:
  owner: group:default/cards
  objectives:
    successRate: 99.9 # percent, over 28 days
    latency: { p95: 300 } # milliseconds
  entry: gateway
  steps:
    - id: gateway
      component: component:default/api-gateway
      transactions: ['WebTransaction/Go/POST /v1/authorizations']
    - id: authorize
      component: component:default/card-authorizer
      transactions: ['WebTransaction/SpringController/v1/authorizations (POST)']
      after: [gateway]
`;
