terraform import waypost_view.internal internal
