import { createEstate } from '../estate/createEstate';
import { company, REGION } from './useAws';

const estate = createEstate(company);

/** A product of the sample company, as its hub has it in a region. */
export function productNamed(name: string, region = REGION) {
  return estate.products.find(
    product => product.name === name && product.region === region,
  )!;
}

/** What names a product and one of its versions in requests. */
export function choiceOf(name: string, version: string) {
  const product = productNamed(name);
  return {
    ProductId: product.id,
    ProvisioningArtifactId: product.artifacts.find(
      artifact => artifact.name === version,
    )!.id,
  };
}

/** What is provisioned at the start in an account of the sample company. */
export function provisionedIn(accountId: string, region = REGION) {
  return estate.provisionedIn({ accountId, region });
}
