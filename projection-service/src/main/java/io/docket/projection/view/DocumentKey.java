package io.docket.projection.view;

/**
 * Which document.
 *
 * @param view name of the view
 * @param tenant owner of the data
 * @param id id within view and tenant
 */
public record DocumentKey(String view, String tenant, String id) {
    /** The id within the view: tenants may use the same ids. */
    public String storedId() {
        return tenant + '/' + id;
    }
}
