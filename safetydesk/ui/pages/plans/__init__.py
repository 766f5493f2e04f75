"""What the page of plans has beside its list: how a plan stands, its versions side by side, its papers."""
