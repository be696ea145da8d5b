terraform import waypost_forward.ann ann
