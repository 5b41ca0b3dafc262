"""One page made four times: of the dashboard's views, in plain Streamlit, in Dash and in Panel."""
