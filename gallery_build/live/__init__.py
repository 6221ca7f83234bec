"""Living with a gallery: builds again at each change, and shows the site while it is worked on."""
