//! What a site's own templates, style sheets and scripts write out is checked as its pages are.

use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, messages};

const SITE: &str = "-- handbook.toml --\ntitle = \"T\"\n-- content/_index.md --\n# T\n-- content/roles/_index.md --\n# Roles\n-- content/roles/plan.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>\n";

#[test]
fn addresses_of_a_template_are_looked_up_and_those_that_it_computes_are_not() {
    let mut site = Fixture::new(&format!(
        "{SITE}-- templates/base.html --\n{{% extends \"default/templates/base.html\" %}}\n{{% block styles %}}{{{{ super() }}}}\n\
         <link rel=\"preconnect\" href=\"https://fonts.gstatic.com\">\n\
         <link rel=\"stylesheet\" href=\"https://fonts.googleapis.com/css2?family=Inter\">\n\
         <style>body {{ margin: 0 }}</style>\n<script>go()</script>\n\
         <script src=\"{{{{ asset(path=\"own.js\") }}}}\" defer></script>\n{{% endblock %}}\n\
         {{% block footer %}}\n\
         <a href=\"/roles/\">right</a> <a href=\"{{{{ config.base_path }}}}roles/#top\">right</a> <a href=\"{{{{ page.path }}}}\">computed</a>\n\
         <a href=\"/role/\">wrong</a> <a href=\"roles/\">from the home page alone</a> <a href=\"#main\">here</a>\n\
         <a href=\"{{{{- config.base_path -}}}}rolls/\">wrong</a> <a href=\"mailto:a@example.org\">right</a>\n\
         <img src=\"/roles/plan.svg\" alt=\"\" srcset=\"/roles/plan.svg, /roles/plans.svg 2x\" style=\"width: 1em\">\n\
         <img src=\"/nope.png\" alt=\"\" class=\"a{{% if page.path == '/' %}} b{{% endif %}}\">\n\
         {{# <a href=\"/nowhere/\"> #}}<iframe src=\"https://maps.example.com/x\"></iframe>\n{{% endblock %}}\n\
         -- static/own.js --\nlet a = (1;\n"
    ));
    assert_data_eq!(messages(&site.build()), str![""]);
}

#[test]
fn addresses_below_another_base_path_are_told() {
    let mut site = Fixture::new(&format!(
        "{}-- templates/base.html --\n{{% extends \"default/templates/base.html\" %}}\n\
         {{% block footer %}}\n<a href=\"/docs/roles/\">right</a> <a href=\"/roles/\">wrong</a>\n{{% endblock %}}\n\
         -- static/own.css --\n.a {{ background: url(/docs/roles/plan.svg) }}\n.b {{ background: url(/roles/plan.svg) }}\n",
        SITE.replace("title = \"T\"", "title = \"T\"\nbase_url = \"https://example.org/docs/\"")
    ));
    assert_data_eq!(messages(&site.build()), str![""]);
}

#[test]
fn addresses_of_a_style_sheet_are_looked_up() {
    let mut site = Fixture::new(&format!(
        "{SITE}-- static/looks/own.css --\n@import \"more.css\"; @import url(\"../base.css\");\n\
         .a {{ background: url(\"nope.png\"), url(../roles/plan.svg), url(#a), url(data:image/png;base64,AA) }}\n\
         @font-face {{ src: url(https://fonts.gstatic.com/inter.woff2), url('inter.woff2') }}\n\
         .b {{ background: url(https://pics.example.com/a.png) }}\n\
         -- static/looks/more.css --\n\n-- static/looks/inter.woff2 --\n\n"
    ));
    assert_data_eq!(messages(&site.build()), str![""]);
}

#[test]
fn the_style_sheets_of_a_theme_are_checked_as_they_were_written() {
    let mut site = Fixture::new(&format!(
        "{}-- themes/ours/theme.toml --\nextends = \"default\"\n[styles]\n\"ours.css\" = [\"a.css\"]\n-- themes/ours/styles/a.css --\n/* ours */\n.a {{ background: url(nope.png) }}\n\
         -- themes/other/theme.toml --\nextends = \"default\"\n-- themes/other/styles/b.css --\n.b {{ background: url(never.png) }}\n",
        SITE.replace("title = \"T\"", "title = \"T\"\ntheme = \"ours\"")
    ));
    assert_data_eq!(messages(&site.build()), str![""]);
}
