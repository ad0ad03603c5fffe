package io.docket.cli.wks.juel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JuelTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "${resolved == true}|resolved = true",
                "#{a.b ne 'x' && !c}|a.b != \"x\" and not(c)",
                "${execution.getVariable('caseId') != null}|caseId != null",
                "${execution.processBusinessKey}|caseId",
                "${execution.getProcessInstanceId()}|docketProcessInstanceId",
                "${amount * 1.5 - fee / 2 >= 100 or (vip and not blocked)}|amount * 1.5 - fee / 2 >= 100 or (vip and not(blocked))",
                "${n % 2}|modulo(n, 2)",
                "${ok ? 'yes' : no}|if ok then \"yes\" else no",
                "${empty list}|(list = null or list = \"\" or list = [])",
                "${items[0]['name']}|items[1].name",
                "${list.size() gt 3}|count(list) > 3",
                "${name.startsWith('A')}|starts with(name, \"A\")",
                "${nrOfCompletedInstances/nrOfInstances > 0.5}|numberOfCompletedInstances / numberOfInstances > 0.5",
                "Dear ${name}, no. ${n}|\"Dear \" + string(name) + \", no. \" + string(n)",
                "${a}${b}|string(a) + string(b)",
                "plain \"text\"|\"plain \\\"text\\\"\"",
                "${'}'}|\"}\"",
                "${-x}|-x",
            })
    void what_feel_can_say_is_said_in_feel(String juel, String feel) throws NotFeelException {
        assertThat(Juel.feel(juel)).isEqualTo(feel);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${bean.doIt()}",
                "${doIt(1)}",
                "${execution.getProcessEngineServices()}",
                "${execution.getVariable(name)}",
                "${items[i]}",
                "${a ==}",
                "${a b}",
                "${(a}",
                "${a",
                "${a ? b}",
                "${a ; b}",
                "${}",
            })
    void what_feel_cannot_say_is_refused_with_a_reason(String juel) {
        assertThatThrownBy(() -> Juel.feel(juel))
                .isInstanceOf(NotFeelException.class)
                .message()
                .isNotBlank();
    }
}
