/**
 * One inventory of what repositories declare and what AWS runs: two cards on the
 * entity page, the page "Inventory" and filters of the catalog.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
export { inventoryApiRef, type InventoryApi } from './api/InventoryApi';
export { DriftLevelMark, OriginMark } from './components/marks';
export { readLabels } from './model/readLabels';
